/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.encoding;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Warns of events without a key in a channel that holds the newest of each key, once: they replace each other. Thread-safe. */
final class UnkeyedEvents {

    private static final System.Logger LOG = System.getLogger(UnkeyedEvents.class.getName());

    private final String channel;
    private final Consumer<String> operator;
    private final AtomicBoolean warned = new AtomicBoolean();

    UnkeyedEvents(String channel, Consumer<String> operator) {
        this.channel = channel;
        this.operator = operator;
    }

    static UnkeyedEvents logged(String channel) {
        return new UnkeyedEvents(channel, warning -> LOG.log(Level.WARNING, warning));
    }

    void check(PreparedEvent event) {
        if (!event.keyed() && !warned.get() && warned.compareAndSet(false, true)) {
            operator.accept(warningOf(event));
        }
    }

    private String warningOf(PreparedEvent event) {
        String standIn = event.encoded().key();
        return "Channel " + channel + " holds the newest event of each key (compaction=true), but a "
                + event.type().getName() + " has no key: of events "
                + (standIn.isEmpty() ? "with neither key nor name" : "named \"" + standIn + "\" without a key")
                + " it holds one. Mark the method or record component that tells the key with @EventKey, or build the event"
                + " with ServerSentEvent.builder().key(...). This is said once";
    }
}
