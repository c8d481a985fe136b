/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionClosed;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.engine.delivery.ChannelCursor;
import dev.rivulet.server.internal.engine.delivery.Subscription;
import dev.rivulet.server.internal.engine.delivery.SubscriptionListener;
import dev.rivulet.server.internal.engine.log.Trace;
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

    private static final System.Logger LOG = System.getLogger(Registration.class.getName());

    private final SseEventSink sink;
    private final Registrar registrar;
    private final StreamLimits.Ticket ticket;
    private final Subscription subscription;
    private Set<String> channels = Set.of(); // guarded by this; small, as most streams have one
    private Sessions.@Nullable Member session; // guarded by this
    private boolean released; // guarded by this
    private final List<ChannelBroadcaster> broadcasters = new CopyOnWriteArrayList<>();

    Registration(
            SseEventSink sink,
            Registrar registrar,
            StreamLimits.Ticket ticket,
            Function<SubscriptionListener, Subscription> subscribe) {
        this.sink = sink;
        this.registrar = registrar;
        this.ticket = ticket;
        this.subscription = subscribe.apply(this);
    }

    SseEventSink sink() {
        return sink;
    }

    Subscription subscription() {
        return subscription;
    }

    /** Adds channels, or none of them. */
    synchronized void add(List<ChannelCursor> cursors, int limit) {
        Set<String> all = new HashSet<>(channels);
        cursors.forEach(cursor -> all.add(cursor.channel()));
        if (all.size() > limit) {
            throw new IllegalArgumentException("A stream of " + all.size() + " channels is over the limit of " + limit
                    + " (rivulet.stream.channels): open several streams, or raise the limit");
        }
        ticket.take(all.stream().filter(name -> !channels.contains(name)).toList());
        channels = Set.copyOf(all);
        subscription.add(cursors);
    }

    /** Its client's, which it leaves when it ends; also if it has ended meanwhile. */
    synchronized void inSession(Sessions.Member member) {
        if (released) {
            member.leave();
        } else {
            session = member;
        }
    }

    /** Of a stream that was refused after all. */
    void giveBack() {
        ticket.giveBack();
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
    public void wrote(int bytes) {
        registrar.tally().wrote(bytes);
    }

    @Override
    public void waited(long nanos) {
        registrar.tally().waited(nanos);
    }

    @Override
    public void traced(Trace trace) {
        registrar.observers().delivered(trace);
    }

    @Override
    public void closed(SubscriptionInfo info, CloseReason reason, @Nullable Throwable cause) {
        log(info, reason, cause);
        registrar.closed(new SubscriptionClosed(info, reason));
        broadcasters.forEach(broadcaster -> broadcaster.sinkClosed(sink, cause));
    }

    @Override
    public void released() {
        ticket.giveBack();
        leaveSession();
        broadcasters.forEach(broadcaster -> broadcaster.forget(this));
        registrar.release(sink);
    }

    private synchronized void leaveSession() {
        released = true;
        if (session != null) {
            session.leave();
        }
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
