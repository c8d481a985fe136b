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
import dev.rivulet.server.spi.ChannelOperation;
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
    private final Admission admission;
    private final StreamMeter meter;
    private final ChannelsMade made;
    private final Map<String, NodeChannel> channels = new ConcurrentHashMap<>();

    /**
     * No channels yet.
     *
     * @param engine has them
     * @param settings bound requests
     * @param encoder makes their bytes
     * @param sinks open streams
     * @param announcer knows who follows events
     * @param admission decides on names from outside
     * @param meter counts streams
     */
    public NodeChannels(
            Engine engine,
            Settings settings,
            EventEncoder encoder,
            Sinks sinks,
            Announcer announcer,
            Admission admission,
            StreamMeter meter) {
        this.engine = engine;
        this.settings = settings;
        this.encoder = encoder;
        this.sinks = sinks;
        this.announcer = announcer;
        this.admission = admission;
        this.meter = meter;
        this.made = new ChannelsMade(settings.limits().channelsPerPrincipal());
    }

    @Override
    public EventChannel get(ChannelName name) {
        return create(name);
    }

    @Override
    public EventChannel get(String name) {
        NodeChannel known = channels.get(name);
        return known != null && !isOfUser(name) ? known : create(ChannelName.of(name));
    }

    @Override
    public EventChannel ofUser(String principalName) {
        return create(ChannelName.ofUser(principalName));
    }

    @Override
    public Optional<EventChannel> find(ChannelName name) {
        return Optional.ofNullable(channels.get(name.value()));
    }

    @Override
    public Optional<EventChannel> find(String name) {
        return Optional.<EventChannel>ofNullable(channels.get(name)).filter(channel -> !isOfUser(name));
    }

    @Override
    public Set<String> names() {
        return channels.keySet().stream().filter(name -> !isOfUser(name)).collect(Collectors.toUnmodifiableSet());
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
    public void subscribe(SseEventSink sink, String... names) {
        subscribe(sink, List.of(names));
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

    /** The channels of these names, if the caller may do that with each; too many are refused before the policy is asked. */
    List<NodeChannel> admit(ChannelOperation operation, List<String> names) {
        int limit = settings.streamChannels();
        if (names.stream().distinct().count() > limit) {
            throw Problem.badRequest("A request names up to " + limit + " channels (rivulet.stream.channels).");
        }
        return admission.admit(operation, names, new FromOutside());
    }

    /** The names that the caller may see. */
    List<String> visible() {
        return admission.visible(names());
    }

    /**
     * Subscribes to channels that were named from outside. If rights have been revoked since the policy was asked, it is asked
     * again, now that the next revocation finds the stream.
     */
    void subscribe(SseEventSink sink, List<String> names) {
        admission.as(sink, sinks.has(sink), () -> subscribeAsItself(sink, names));
    }

    private void subscribeAsItself(SseEventSink sink, List<String> names) {
        long revocations = engine.revocations();
        List<NodeChannel> admitted = admit(ChannelOperation.SUBSCRIBE, names);
        Runnable stillAllowed = () -> {
            if (engine.revocations() != revocations) {
                admit(ChannelOperation.SUBSCRIBE, names);
            }
        };
        List<EngineChannel> wanted = admitted.stream().map(NodeChannel::channel).toList();
        sinks.register(sink, new Sinks.Wish(wanted, Optional.empty(), Optional.empty(), stillAllowed));
    }

    private NodeChannel create(ChannelName name) {
        NodeChannel known = channels.get(name.value());
        return known != null ? known : create(name, this::assemble);
    }

    private NodeChannel create(ChannelName name, Function<String, NodeChannel> maker) {
        try {
            return channels.computeIfAbsent(name.value(), maker);
        } catch (RefusedException refused) {
            throw new ChannelLimitException(String.valueOf(refused.getMessage()), refused);
        }
    }

    private static boolean isOfUser(String name) {
        return name.startsWith("@");
    }

    private NodeChannel assemble(String name) {
        return new NodeChannel(engine.channel(name), engine, encoderOf(name), sinks, announcer);
    }

    private NodeChannel assembleFor(Optional<String> user, String name) {
        made.acquire(user);
        boolean assembled = false;
        try {
            NodeChannel channel = assemble(name);
            assembled = true;
            return channel;
        } finally {
            if (!assembled) {
                made.release(user);
            }
        }
    }

    private EventEncoder encoderOf(String name) {
        return settings.isCompacted(name) ? encoder.forKeyedChannel(name) : encoder;
    }

    /** What clients can reach. */
    private final class FromOutside implements Admission.Directory<NodeChannel> {

        @Override
        public Optional<NodeChannel> find(ChannelName name) {
            return Optional.ofNullable(channels.get(name.value()));
        }

        @Override
        public NodeChannel own(String user) {
            return answering(() -> create(ChannelName.ofUser(user)));
        }

        @Override
        public NodeChannel make(ChannelName name, Optional<String> user) {
            return answering(() -> create(name, value -> assembleFor(user, value)));
        }

        private NodeChannel answering(Supplier<NodeChannel> making) {
            try {
                return making.get();
            } catch (ChannelLimitException refused) {
                throw Problem.exhausted(String.valueOf(refused.getMessage()));
            }
        }
    }
}
