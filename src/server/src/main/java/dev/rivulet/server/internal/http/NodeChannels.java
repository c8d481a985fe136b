/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.ChannelExistsException;
import dev.rivulet.server.ChannelLimitException;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.ChannelNotFoundException;
import dev.rivulet.server.Channels;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.FiniteChannel;
import dev.rivulet.server.Position;
import dev.rivulet.server.SubscribeOptions;
import dev.rivulet.server.Subscriptions;
import dev.rivulet.server.internal.config.Settings;
import dev.rivulet.server.internal.encoding.EventEncoder;
import dev.rivulet.server.internal.engine.BeginException;
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
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The node's channels by name. The engine alone knows which there are: but for those that it never forgets, nothing is held here that would
 * outlive a channel.
 */
public final class NodeChannels implements Channels {

    private final Engine engine;
    private final Settings settings;
    private final EventEncoder encoder;
    private final Sinks sinks;
    private final Announcer announcer;
    private final StreamMeter meter;
    private final Feeds feeds;
    private final ChannelBeginnings beginnings;
    private final Map<ChannelName, NodeChannel> kept = new ConcurrentHashMap<>(); // never forgotten, and never finite
    private final Map<String, EventEncoder> keyed = new ConcurrentHashMap<>(); // of compacted channels: each warns once

    /**
     * No channels yet.
     *
     * @param engine has them
     * @param settings bound requests
     * @param encoder makes their bytes
     * @param sinks open streams
     * @param announcer knows who follows events
     * @param meter counts streams
     * @param feeds publish what others produce
     * @param beginnings bound how many finite channels a user has
     */
    public NodeChannels(
            Engine engine,
            Settings settings,
            EventEncoder encoder,
            Sinks sinks,
            Announcer announcer,
            StreamMeter meter,
            Feeds feeds,
            ChannelBeginnings beginnings) {
        this.engine = engine;
        this.settings = settings;
        this.encoder = encoder;
        this.sinks = sinks;
        this.announcer = announcer;
        this.meter = meter;
        this.feeds = feeds;
        this.beginnings = beginnings;
    }

    /**
     * Makes the channels that are there for as long as the application.
     *
     * @param names those that the engine {@linkplain dev.rivulet.server.internal.engine.EngineBuilder#kept keeps}
     * @throws ChannelLimitException if it would be one too many
     */
    public void keep(Set<String> names) {
        names.stream().map(ChannelName::of).forEach(name -> kept.put(name, create(name)));
    }

    /**
     * A channel has been forgotten.
     *
     * @param name its name
     */
    public void forgotten(String name) {
        keyed.remove(name);
        beginnings.forgotten(name);
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
    public FiniteChannel begin(ChannelName name) {
        try {
            return finite(name, limited(() -> beginnings.begin(name.value(), () -> engine.begin(name.value()))));
        } catch (BeginException exists) {
            throw new ChannelExistsException(String.valueOf(exists.getMessage()), exists);
        }
    }

    @Override
    public Optional<FiniteChannel> findFinite(ChannelName name) {
        return engine.find(name.value()).filter(EngineChannel::isFinite).map(channel -> finite(name, channel));
    }

    @Override
    public Optional<EventChannel> find(ChannelName name) {
        return known(name).map(channel -> channel);
    }

    @Override
    public Set<ChannelName> names() {
        return engine.names().stream()
                .map(ChannelName::restored)
                .filter(name -> !name.isOfUser())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Collection<EventChannel> all() {
        return engine.names().stream()
                .map(ChannelName::restored)
                .flatMap(name -> find(name).stream())
                .toList();
    }

    @Override
    public Position position() {
        return engine.position();
    }

    @Override
    public void subscribe(SseEventSink sink, Collection<ChannelName> names) {
        sinks.register(sink, wish(names, SubscribeOptions.usual()));
    }

    @Override
    public void subscribe(SseEventSink sink, Collection<ChannelName> names, Position after) {
        sinks.register(sink, wish(names, SubscribeOptions.builder().after(after).build()));
    }

    @Override
    public void subscribe(SseEventSink sink, Collection<ChannelName> names, SubscribeOptions options) {
        sinks.register(sink, wish(names, options));
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
    void subscribe(SseEventSink sink, List<NodeChannel> admitted, SubscribeOptions options, Runnable stillAllowed) {
        List<ChannelName> names = admitted.stream().map(NodeChannel::name).toList();
        List<EngineChannel> wanted = admitted.stream().map(NodeChannel::channel).toList();
        sinks.register(sink, Sinks.Wish.of(names, () -> wanted).with(options).as(stillAllowed));
    }

    /** Whether a client that subscribes has everything that these channels will ever have. */
    void requireMore(List<ChannelName> names, SubscribeOptions options) {
        sinks.requireMore(Sinks.Wish.of(names, List::of).with(options));
    }

    boolean hasStream(SseEventSink sink) {
        return sinks.has(sink);
    }

    /** How often subscriptions have been revoked. */
    long revocations() {
        return engine.revocations();
    }

    Optional<NodeChannel> known(ChannelName name) {
        return engine.find(name.value())
                .map(channel -> channel.isFinite() ? finite(name, channel) : ordinary(name, channel));
    }

    /** The channel of that name, made if it is not there. */
    NodeChannel create(ChannelName name) {
        NodeChannel known = kept.get(name);
        if (known != null) {
            return known;
        }
        EngineChannel channel = limited(() -> engine.channel(name.value()));
        return channel.isFinite() ? finite(name, channel) : ordinary(name, channel);
    }

    /** The engine counts the channels of a stream; here is told of none, and of more than any stream has before they are made. */
    private Sinks.Wish wish(Collection<ChannelName> names, SubscribeOptions options) {
        List<ChannelName> distinct = names.stream().distinct().toList();
        if (distinct.isEmpty()) {
            throw new IllegalArgumentException("A stream carries at least one channel, and no name is given");
        }
        if (distinct.size() > settings.streamChannels()) {
            throw new IllegalArgumentException("A stream carries up to " + settings.streamChannels()
                    + " channels (rivulet.stream.channels), and " + distinct.size() + " names are given");
        }
        return Sinks.Wish.of(
                        distinct,
                        () -> distinct.stream()
                                .map(name -> options.existing()
                                        ? existing(name)
                                        : create(name).channel())
                                .toList())
                .with(options);
    }

    private EngineChannel existing(ChannelName name) {
        return engine.find(name.value()).orElseThrow(() -> new ChannelNotFoundException(name));
    }

    private static <T> T limited(Supplier<T> making) {
        try {
            return making.get();
        } catch (RefusedException refused) {
            throw new ChannelLimitException(String.valueOf(refused.getMessage()), refused);
        }
    }

    private NodeChannel ordinary(ChannelName name, EngineChannel channel) {
        return new NodeChannel(name, channel, engine, encoderOf(name.value()), sinks, announcer);
    }

    private NodeFiniteChannel finite(ChannelName name, EngineChannel channel) {
        return new NodeFiniteChannel(name, channel, engine, encoderOf(name.value()), sinks, announcer, feeds);
    }

    private EventEncoder encoderOf(String name) {
        return settings.isCompacted(name) ? keyed.computeIfAbsent(name, encoder::forKeyedChannel) : encoder;
    }
}
