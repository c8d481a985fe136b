/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.encoding;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** Warns of events without a key in a channel that holds the newest of each key, once: they replace each other. Thread-safe. */
final class UnkeyedEvents {

    private static final System.Logger LOG = System.getLogger(UnkeyedEvents.class.getName());

    private final String channel;
    private final AtomicBoolean warned = new AtomicBoolean();

    UnkeyedEvents(String channel) {
        this.channel = channel;
    }

    void check(PreparedEvent event) {
        if (!event.keyed() && !warned.get() && warned.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "Channel {0} holds the newest event of each key (slow-readers=latest), but a {1} has no key: {2}."
                            + " Mark the method or record component that tells the key with @EventKey, or build the event"
                            + " with ServerSentEvent.builder().key(...). This is said once",
                    channel,
                    event.type().getName(),
                    event.encoded().key().isEmpty()
                            ? "of all events without a key and a name the channel holds one"
                            : "its name \"" + event.encoded().key() + "\" stands in, so that the channel holds one of"
                                    + " that name");
        }
    }
}
