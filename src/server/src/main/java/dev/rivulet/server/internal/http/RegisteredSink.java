/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.engine.delivery.StreamListener;
import dev.rivulet.server.internal.engine.delivery.Subscription;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A sink that the application has registered, with its subscription, and what else ends with it. Its end comes on a delivery loop,
 * which takes no lock here: what joins at the same moment is written first, and then looks whether it has come too late.
 */
final class RegisteredSink implements StreamListener {

    private static final System.Logger LOG = System.getLogger(RegisteredSink.class.getName());

    private final SseEventSink sink;
    private final Sinks sinks;
    private final Announcer announcer;
    private final CopyOnWriteArrayList<SinkListener> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Subscription subscription;
    private volatile Sessions.@Nullable Member session;
    private volatile boolean released;

    RegisteredSink(SseEventSink sink, Sinks sinks, Announcer announcer) {
        this.sink = sink;
        this.sinks = sinks;
        this.announcer = announcer;
    }

    SseEventSink sink() {
        return sink;
    }

    /** Whether a subscription has been opened for it. */
    boolean isSubscribed() {
        return subscription != null;
    }

    Subscription subscription() {
        return Objects.requireNonNull(subscription, "subscribed");
    }

    void subscribed(Subscription opened) {
        subscription = opened;
    }

    /** Its client's session, which it leaves when it ends; also if it has ended meanwhile. */
    void inSession(Sessions.Member member) {
        session = member;
        if (released) {
            member.leave();
        }
    }

    /** Has a listener told of its end; not one that it would outlive. */
    void add(SinkListener listener) {
        if (listeners.addIfAbsent(listener)) {
            listener.registered(this);
        }
        if (released) {
            listener.released(this);
        }
    }

    @Override
    public void opened(SubscriptionInfo info) {
        announcer.announce(new NodeSubscriptionOpened(info));
    }

    @Override
    public void closed(SubscriptionInfo info, CloseReason reason, @Nullable Throwable cause) {
        log(info, reason, cause);
        announcer.announce(new NodeSubscriptionClosed(info, reason));
        listeners.forEach(listener -> listener.closed(sink, cause));
    }

    @Override
    public void released() {
        released = true;
        sinks.forget(this);
        Sessions.Member member = session;
        if (member != null) {
            member.leave();
        }
        listeners.forEach(listener -> listener.released(this));
    }

    private static void log(SubscriptionInfo info, CloseReason reason, @Nullable Throwable cause) {
        if (reason == CloseReason.CLIENT_GONE && cause instanceof RuntimeException) {
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
