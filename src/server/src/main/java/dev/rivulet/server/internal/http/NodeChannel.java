/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.ChannelCounts;
import dev.rivulet.server.ChannelEndedException;
import dev.rivulet.server.ChannelLimitException;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.Position;
import dev.rivulet.server.SubscribeOptions;
import dev.rivulet.server.Subscriptions;
import dev.rivulet.server.internal.encoding.EventEncoder;
import dev.rivulet.server.internal.engine.Engine;
import dev.rivulet.server.internal.engine.EngineChannel;
import dev.rivulet.server.internal.engine.RefusedException;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import dev.rivulet.server.internal.engine.log.EndedException;
import dev.rivulet.server.spi.EventTrace;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A channel as applications have it: what they publish is encoded, what they register becomes a stream. Made anew for whoever asks for
 * the channel: equal to any other of its name.
 */
class NodeChannel implements EventChannel {

    private final ChannelName name;
    private final EngineChannel channel;
    private final Engine engine;
    private final EventEncoder encoder;
    private final Sinks sinks;
    private final Announcer announcer;

    NodeChannel(
            ChannelName name,
            EngineChannel channel,
            Engine engine,
            EventEncoder encoder,
            Sinks sinks,
            Announcer announcer) {
        this.name = name;
        this.channel = channel;
        this.engine = engine;
        this.encoder = encoder;
        this.sinks = sinks;
        this.announcer = announcer;
    }

    @Override
    public final ChannelName name() {
        return name;
    }

    @Override
    public final Position publish(Object payload) {
        EncodedEvent event = encoder.encode(payload);
        Optional<EventTrace> trace = announcer.published(channel.name());
        try {
            return channel.publish(trace.isPresent() ? event.tracedBy(trace.get()) : event);
        } catch (EndedException ended) {
            throw new ChannelEndedException(name);
        } catch (RefusedException refused) {
            throw new ChannelLimitException(String.valueOf(refused.getMessage()), refused);
        }
    }

    @Override
    public final Position position() {
        return channel.position();
    }

    @Override
    public final void subscribe(SseEventSink sink) {
        sinks.register(sink, wish());
    }

    @Override
    public final void subscribe(SseEventSink sink, String lastEventId) {
        sinks.register(
                sink, wish().with(SubscribeOptions.builder().after(lastEventId).build()));
    }

    @Override
    public final void subscribe(SseEventSink sink, SubscribeOptions options) {
        sinks.register(sink, wish().with(options));
    }

    @Override
    public final int subscribers() {
        return channel.subscribers();
    }

    @Override
    public final Subscriptions subscriptions() {
        return new NodeSubscriptions(engine, info -> info.position(name).isPresent());
    }

    @Override
    public final long lag() {
        return channel.lag();
    }

    @Override
    public final ChannelCounts counts() {
        return channel.counts();
    }

    @Override
    public final SseBroadcaster broadcaster() {
        return new NodeBroadcaster(this, announcer);
    }

    final EngineChannel channel() {
        return channel;
    }

    final void subscribe(SseEventSink sink, SinkListener listener) {
        sinks.register(sink, wish().through(listener));
    }

    private Sinks.Wish wish() {
        return Sinks.Wish.of(name, channel);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NodeChannel known
                && known.getClass() == getClass()
                && name.equals(known.name)
                && engine == known.engine;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "channel " + name;
    }
}
