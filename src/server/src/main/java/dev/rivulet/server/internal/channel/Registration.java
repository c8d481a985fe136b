/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.channel;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionClosed;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.delivery.Subscription;
import dev.rivulet.server.internal.delivery.SubscriptionListener;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A registered sink, its subscription, and the broadcasters that it was registered through. */
final class Registration implements SubscriptionListener {

    private static final System.Logger LOG = System.getLogger(Registration.class.getName());

    private final SseEventSink sink;
    private final Registrar registrar;
    private final Subscription subscription;
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
        registrar.closed(new SubscriptionClosed(info, reason), () -> {
            for (ChannelBroadcaster broadcaster : broadcasters) {
                broadcaster.sinkClosed(this, cause);
            }
        });
    }

    @Override
    public void released() {
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
