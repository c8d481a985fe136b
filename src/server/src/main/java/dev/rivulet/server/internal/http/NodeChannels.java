/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.ChannelLimitException;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.Position;
import dev.rivulet.server.Subscriptions;
import dev.rivulet.server.internal.config.Settings;
import dev.rivulet.server.internal.encoding.EventEncoder;
import dev.rivulet.server.internal.engine.Engine;
import dev.rivulet.server.internal.engine.EngineChannel;
import dev.rivulet.server.internal.engine.RefusedException;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The node's channels by name. */
public final class NodeChannels implements Channels {

    private final Engine engine;
    private final Settings settings;
    private final EventEncoder encoder;
    private final Sinks sinks;
    private final Announcer announcer;
    private final StreamMeter meter;
    private final Map<ChannelName, NodeChannel> channels = new ConcurrentHashMap<>();

    /**
     * No channels yet.
     *
     * @param engine has them
     * @param settings bound requests
     * @param encoder makes their bytes
     * @param sinks open streams
     * @param announcer knows who follows events
     * @param meter counts streams
     */
    public NodeChannels(
            Engine engine,
            Settings settings,
            EventEncoder encoder,
            Sinks sinks,
            Announcer announcer,
            StreamMeter meter) {
        this.engine = engine;
        this.settings = settings;
        this.encoder = encoder;
        this.sinks = sinks;
        this.announcer = announcer;
        this.meter = meter;
    }

    @Override
    public EventChannel get(ChannelName name) {
        return create(name);
    }

    @Override
    public EventChannel ofUser(String principalName) {
        return create(ChannelName.ofUser(principalName));
    }

    @Override
    public Optional<EventChannel> find(ChannelName name) {
        return Optional.ofNullable(channels.get(name));
    }

    @Override
    public Set<ChannelName> names() {
        return channels.keySet().stream().filter(name -> !name.isOfUser()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Collection<EventChannel> all() {
        return List.copyOf(channels.values());
    }

    @Override
    public Position position() {
        return engine.position();
    }

    @Override
    public void subscribe(SseEventSink sink, Collection<ChannelName> names) {
        sinks.register(sink, Sinks.Wish.of(wanted(names)));
    }

    @Override
    public void subscribe(SseEventSink sink, Collection<ChannelName> names, Position after) {
        sinks.register(sink, Sinks.Wish.of(wanted(names)).resumingAt(after.toString()));
    }

    @Override
    public int streams() {
        return meter.streams();
    }

    @Override
    public CompletionStage<Void> drain() {
        return engine.drain().start();
    }

    @Override
    public Subscriptions subscriptions() {
        return new NodeSubscriptions(engine, info -> true);
    }

    /** Subscribes a sink to channels that its client has been admitted to, unless it is not any more. */
    void subscribe(SseEventSink sink, List<NodeChannel> admitted, Runnable stillAllowed) {
        List<EngineChannel> wanted = admitted.stream().map(NodeChannel::channel).toList();
        sinks.register(sink, Sinks.Wish.of(wanted).as(stillAllowed));
    }

    boolean hasStream(SseEventSink sink) {
        return sinks.has(sink);
    }

    /** How often subscriptions have been revoked. */
    long revocations() {
        return engine.revocations();
    }

    Optional<NodeChannel> known(ChannelName name) {
        return Optional.ofNullable(channels.get(name));
    }

    /** The engine counts the channels of a stream; here is told of none, and of more than any stream has before they are made. */
    private List<EngineChannel> wanted(Collection<ChannelName> names) {
        List<ChannelName> distinct = names.stream().distinct().toList();
        if (distinct.isEmpty()) {
            throw new IllegalArgumentException("A stream carries at least one channel, and no name is given");
        }
        if (distinct.size() > settings.streamChannels()) {
            throw new IllegalArgumentException("A stream carries up to " + settings.streamChannels()
                    + " channels (rivulet.stream.channels), and " + distinct.size() + " names are given");
        }
        return distinct.stream().map(name -> create(name).channel()).toList();
    }

    private NodeChannel create(ChannelName name) {
        NodeChannel known = channels.get(name);
        return known != null ? known : create(name, Supplier::get);
    }

    /** The channel of that name. If it is not there, it is made, in the given way: once, also if others want it at the same time. */
    NodeChannel create(ChannelName name, Function<Supplier<NodeChannel>, NodeChannel> way) {
        try {
            return channels.computeIfAbsent(name, missing -> way.apply(() -> assemble(missing)));
        } catch (RefusedException refused) {
            throw new ChannelLimitException(String.valueOf(refused.getMessage()), refused);
        }
    }

    private NodeChannel assemble(ChannelName name) {
        return new NodeChannel(name, engine, encoderOf(name.value()), sinks, announcer);
    }

    private EventEncoder encoderOf(String name) {
        return settings.isCompacted(name) ? encoder.forKeyedChannel(name) : encoder;
    }
}
