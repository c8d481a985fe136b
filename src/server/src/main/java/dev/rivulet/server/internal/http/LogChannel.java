/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.ChannelCounts;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.Position;
import dev.rivulet.server.Subscriptions;
import dev.rivulet.server.internal.encoding.EventEncoder;
import dev.rivulet.server.internal.engine.delivery.ChannelFeeds;
import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import dev.rivulet.server.spi.EventTrace;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.Optional;

/** A channel on this node: encode, append, wake. */
final class LogChannel implements EventChannel {

    private final String name;
    private final EventEncoder encoder;
    private final ChannelLog log;
    private final ChannelFeeds feeds;
    private final Registrar registrar;
    private final Observers observers;

    LogChannel(
            ChannelName name,
            EventEncoder encoder,
            ChannelLog log,
            ChannelFeeds feeds,
            Registrar registrar,
            Observers observers) {
        this.name = name.value();
        this.encoder = encoder;
        this.log = log;
        this.feeds = feeds;
        this.registrar = registrar;
        this.observers = observers;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Position publish(Object payload) {
        EncodedEvent event = encoder.encode(payload);
        Optional<EventTrace> trace = observers.published(name);
        long sequence = log.append(trace.isPresent() ? event.tracedBy(trace.get()) : event);
        feeds.wake();
        return log.position(sequence);
    }

    @Override
    public Position position() {
        return log.position(log.head());
    }

    @Override
    public void register(SseEventSink sink) {
        registrar.register(sink, List.of(this), Optional.empty(), Optional.empty());
    }

    @Override
    public void register(SseEventSink sink, String lastEventId) {
        registrar.register(sink, List.of(this), Optional.of(lastEventId).filter(id -> !id.isEmpty()), Optional.empty());
    }

    @Override
    public int subscribers() {
        return feeds.subscribers();
    }

    @Override
    public Subscriptions subscriptions() {
        return new Presence(registrar, info -> info.positions().containsKey(name));
    }

    @Override
    public long lag() {
        return feeds.lag();
    }

    @Override
    public ChannelCounts counts() {
        return feeds.counts();
    }

    @Override
    public SseBroadcaster broadcaster() {
        return new ChannelBroadcaster(this, registrar);
    }

    ChannelFeeds feeds() {
        return feeds;
    }

    void expire() {
        log.expire();
    }

    @Override
    public String toString() {
        return "channel " + name;
    }
}
