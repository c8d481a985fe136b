/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionClosed;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.SubscriptionOpened;
import dev.rivulet.server.internal.engine.delivery.StreamListener;
import dev.rivulet.server.internal.engine.delivery.Subscription;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A sink that the application has registered, with its subscription, and what else ends with it. */
final class RegisteredSink implements StreamListener {

    private static final System.Logger LOG = System.getLogger(RegisteredSink.class.getName());

    private final SseEventSink sink;
    private final Sinks sinks;
    private final Announcer announcer;
    private final List<SinkListener> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Subscription subscription;
    private Sessions.@Nullable Member session; // guarded by this
    private boolean released; // guarded by this

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
    synchronized void inSession(Sessions.Member member) {
        if (released) {
            member.leave();
        } else {
            session = member;
        }
    }

    /** Has a listener told of its end; not one that it would outlive. */
    synchronized void add(SinkListener listener) {
        if (!released && !listeners.contains(listener)) {
            listeners.add(listener);
            listener.registered(this);
        }
    }

    @Override
    public void opened(SubscriptionInfo info) {
        announcer.announce(new SubscriptionOpened(info));
    }

    @Override
    public void closed(SubscriptionInfo info, CloseReason reason, @Nullable Throwable cause) {
        log(info, reason, cause);
        announcer.announce(new SubscriptionClosed(info, reason));
        listeners.forEach(listener -> listener.closed(sink, cause));
    }

    @Override
    public synchronized void released() {
        released = true;
        sinks.forget(this);
        if (session != null) {
            session.leave();
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
