/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.ChannelCounts;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.Position;
import dev.rivulet.server.Subscriptions;
import dev.rivulet.server.internal.encoding.EventEncoder;
import dev.rivulet.server.internal.engine.Engine;
import dev.rivulet.server.internal.engine.EngineChannel;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import dev.rivulet.server.spi.EventTrace;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Optional;

/** A channel as applications have it: what they publish is encoded, what they register becomes a stream. */
final class NodeChannel implements EventChannel {

    private final ChannelName name;
    private final EngineChannel channel;
    private final Engine engine;
    private final EventEncoder encoder;
    private final Sinks sinks;
    private final Announcer announcer;

    NodeChannel(ChannelName name, Engine engine, EventEncoder encoder, Sinks sinks, Announcer announcer) {
        this.name = name;
        this.channel = engine.channel(name.value());
        this.engine = engine;
        this.encoder = encoder;
        this.sinks = sinks;
        this.announcer = announcer;
    }

    @Override
    public ChannelName name() {
        return name;
    }

    @Override
    public Position publish(Object payload) {
        EncodedEvent event = encoder.encode(payload);
        Optional<EventTrace> trace = announcer.published(channel.name());
        return channel.publish(trace.isPresent() ? event.tracedBy(trace.get()) : event);
    }

    @Override
    public Position position() {
        return channel.position();
    }

    @Override
    public void subscribe(SseEventSink sink) {
        sinks.register(sink, Sinks.Wish.of(channel));
    }

    @Override
    public void subscribe(SseEventSink sink, String lastEventId) {
        sinks.register(sink, Sinks.Wish.of(channel).resumingAt(lastEventId));
    }

    @Override
    public int subscribers() {
        return channel.subscribers();
    }

    @Override
    public Subscriptions subscriptions() {
        return new NodeSubscriptions(engine, info -> info.position(name).isPresent());
    }

    @Override
    public long lag() {
        return channel.lag();
    }

    @Override
    public ChannelCounts counts() {
        return channel.counts();
    }

    @Override
    public SseBroadcaster broadcaster() {
        return new NodeBroadcaster(this, announcer);
    }

    EngineChannel channel() {
        return channel;
    }

    void subscribe(SseEventSink sink, SinkListener listener) {
        sinks.register(sink, Sinks.Wish.of(channel).through(listener));
    }

    @Override
    public String toString() {
        return "channel " + name;
    }
}
