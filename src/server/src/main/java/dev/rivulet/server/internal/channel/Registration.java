/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.channel;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionClosed;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.delivery.ChannelCursor;
import dev.rivulet.server.internal.delivery.Subscription;
import dev.rivulet.server.internal.delivery.SubscriptionListener;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A registered sink, its subscription, and the broadcasters that it was registered through. */
final class Registration implements SubscriptionListener {

    private static final int POSITION_LENGTH = "=12345678-1234567890123456789,".length();
    private static final int MAX_ID_LENGTH = 6_000;
    private static final System.Logger LOG = System.getLogger(Registration.class.getName());

    private final SseEventSink sink;
    private final Registrar registrar;
    private final Subscription subscription;
    private final Set<String> channels = new HashSet<>(); // guarded by this
    private final List<ChannelBroadcaster> broadcasters = new CopyOnWriteArrayList<>();

    Registration(SseEventSink sink, Registrar registrar, Function<SubscriptionListener, Subscription> subscribe) {
        this.sink = sink;
        this.registrar = registrar;
        this.subscription = subscribe.apply(this);
    }

    SseEventSink sink() {
        return sink;
    }

    Subscription subscription() {
        return subscription;
    }

    /**
     * Adds channels, or none of them. On a stream of several each id names them all, and clients send it back in a header,
     * of which servers take some kilobytes.
     */
    synchronized void add(List<ChannelCursor> cursors) {
        Set<String> all = new HashSet<>(channels);
        cursors.forEach(cursor -> all.add(cursor.channel()));
        int idLength =
                all.stream().mapToInt(name -> name.length() + POSITION_LENGTH).sum();
        if (all.size() > 1 && idLength > MAX_ID_LENGTH) {
            throw new IllegalArgumentException("A stream of these " + all.size() + " channels has ids of up to "
                    + idLength + " characters, more than the " + MAX_ID_LENGTH
                    + " that clients can send back: open several streams");
        }
        channels.addAll(all);
        cursors.forEach(subscription::add);
    }

    void addBroadcaster(ChannelBroadcaster broadcaster) {
        if (!broadcasters.contains(broadcaster)) {
            broadcasters.add(broadcaster);
            broadcaster.add(this);
        }
    }

    @Override
    public void opened(SubscriptionInfo info) {
        registrar.opened(info);
    }

    @Override
    public void closed(SubscriptionInfo info, CloseReason reason, @Nullable Throwable cause) {
        log(info, reason, cause);
        registrar.closed(new SubscriptionClosed(info, reason));
        broadcasters.forEach(broadcaster -> broadcaster.sinkClosed(sink, cause));
    }

    @Override
    public void released() {
        broadcasters.forEach(broadcaster -> broadcaster.forget(this));
        registrar.release(sink);
    }

    private static void log(SubscriptionInfo info, CloseReason reason, @Nullable Throwable cause) {
        if (cause instanceof RuntimeException) {
            LOG.log(Level.WARNING, () -> "A stream of " + info.positions().keySet() + " failed: " + cause, cause);
        } else if (reason == CloseReason.FELL_BEHIND || reason == CloseReason.STALLED) {
            LOG.log(
                    Level.INFO,
                    () -> "Closed a stream of " + info.positions() + " to "
                            + info.remoteAddress().orElse("an unknown address") + ": " + reason
                            + "; it is told of a gap when it returns. A longer rivulet.history lets slow clients live longer");
        } else {
            LOG.log(Level.DEBUG, () -> "A stream of " + info.positions() + " has ended: " + reason);
        }
    }
}
