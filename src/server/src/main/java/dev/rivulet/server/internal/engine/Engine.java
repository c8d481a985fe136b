/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rivulet.server.Position;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.config.Settings;
import dev.rivulet.server.internal.engine.delivery.ChannelFeeds;
import dev.rivulet.server.internal.engine.delivery.Client;
import dev.rivulet.server.internal.engine.delivery.Cursor;
import dev.rivulet.server.internal.engine.delivery.DeliveryLoops;
import dev.rivulet.server.internal.engine.delivery.Liveness;
import dev.rivulet.server.internal.engine.delivery.Probe;
import dev.rivulet.server.internal.engine.delivery.StreamContext;
import dev.rivulet.server.internal.engine.delivery.StreamListener;
import dev.rivulet.server.internal.engine.delivery.Subscription;
import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.CompactedLog;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.NodeOrder;
import dev.rivulet.server.internal.engine.log.SegmentedLog;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Channels, their readers, and the loops that deliver: everything between an encoded event and the bytes of a stream. Made by {@link
 * #builder}. Thread-safe, but for {@link #turn}.
 */
public final class Engine implements AutoCloseable {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
    private static final EncodedEvent PROBE = new EncodedEvent("data: probe\n".getBytes(UTF_8), false, null);

    private final Settings settings;
    private final LongSupplier nanoTime;
    private final Supplier<String> epochs;
    private final NodeOrder order;
    private final DeliveryLoops loops;
    private final Roster roster;
    private final StreamLimits limits;
    private final Drain drain;
    private final Probe probe;
    private final Map<String, EngineChannel> channels = new ConcurrentHashMap<>();
    private final ChannelLimit channelLimit;

    Engine(EngineBuilder builder) {
        this.settings = builder.settings;
        this.nanoTime = builder.nanoTime;
        this.epochs = builder.epochs;
        this.order = new NodeOrder(epochs.get());
        Liveness liveness = new Liveness(settings.heartbeat(), settings.writeTimeout());
        StreamContext context =
                new StreamContext(liveness, builder::retryMillis, builder.wallClock, builder.meter, builder.errors);
        this.loops = new DeliveryLoops(
                settings.deliveryLoops(), nanoTime, liveness.tick(), () -> tick(builder.onTick), builder.errors);
        this.channelLimit = new ChannelLimit(settings.limits().channels(), nanoTime);
        this.limits = new StreamLimits(settings.limits(), settings.streamChannels());
        this.roster = new Roster(loops, context, limits);
        this.drain = new Drain(
                roster,
                new Drain.Plan(settings.drainNotice(), settings.drainPeriod(), settings.drainRetry()),
                nanoTime,
                builder.pause,
                builder.random,
                builder.threads.orElse(Thread::new));
        History one = new History(1, Long.MAX_VALUE, Duration.ofDays(1));
        ChannelLog log = new SegmentedLog("probe", new NodeOrder("probe"), one, nanoTime);
        this.probe = new Probe(loops, context, loops.feeds(log, SlowReaders.SKIP), () -> log.append(PROBE));
        builder.threads.ifPresent(loops::start);
    }

    /**
     * Begins to build an engine.
     *
     * @param settings how many loops, the bounds of logs and streams, and how they end
     * @return a builder
     */
    public static EngineBuilder builder(Settings settings) {
        return new EngineBuilder(settings);
    }

    /**
     * The channel of that name, made if it does not exist.
     *
     * @param name a channel's name, checked by the caller
     * @return the channel
     * @throws RefusedException if it would be one too many
     */
    public EngineChannel channel(String name) {
        EngineChannel known = channels.get(name);
        return known != null ? known : channels.computeIfAbsent(name, this::create);
    }

    /**
     * The channel of that name, if there is one.
     *
     * @param name any text
     * @return the channel
     */
    public Optional<EngineChannel> find(String name) {
        return Optional.ofNullable(channels.get(name));
    }

    /**
     * The names of all channels.
     *
     * @return a snapshot
     */
    public Set<String> names() {
        return Set.copyOf(channels.keySet());
    }

    /**
     * How many channels there are.
     *
     * @return the number, at most {@link #mostChannels}
     */
    public int channelCount() {
        return channelLimit.count();
    }

    /**
     * How many channels there may be.
     *
     * @return at least 1
     */
    public int mostChannels() {
        return channelLimit.most();
    }

    /**
     * Where all channels stand.
     *
     * @return the place of the newest event among all
     */
    public Position position() {
        return order.position(order.newest());
    }

    /**
     * Admits a client: the only way in. Its subscription is among {@link #subscriptions} at once, and receives nothing before it
     * is told to {@linkplain Subscription#join join} its channels and its stream has {@linkplain Subscription#opened opened}; what
     * is decided between is decided about a client whom a {@linkplain #revoke revocation} finds.
     *
     * @param client who comes
     * @param wanted which channels
     * @param resumeAt the id of the last event that it has
     * @param listener is told of the stream's life
     * @return a subscription, to be joined or closed
     * @throws RefusedException if there are too many streams, or the engine is stopping
     * @throws IllegalArgumentException if it wants too many channels
     */
    public Subscription open(
            Client client, List<EngineChannel> wanted, Optional<String> resumeAt, StreamListener listener) {
        return roster.admit(client, cursors(wanted, resumeAt), listener);
    }

    /**
     * Proposes more channels to a subscription, which is then to be joined again.
     *
     * @param subscription one of this engine's
     * @param wanted which channels
     * @param resumeAt the id of the last event that it has
     * @throws RefusedException if there are too many streams of one of them
     * @throws IllegalArgumentException if it wants too many channels
     * @throws IllegalStateException if it has ended
     */
    public void add(Subscription subscription, List<EngineChannel> wanted, Optional<String> resumeAt) {
        roster.add(subscription, cursors(wanted, resumeAt));
    }

    /**
     * All subscriptions, as they stand. Waits for the loops.
     *
     * @return each as it stood at one moment during the call
     */
    public List<SubscriptionInfo> subscriptions() {
        return List.copyOf(roster.snapshot().values());
    }

    /**
     * Ends subscriptions whose right to their streams is revoked. Waits for the loops.
     *
     * @param which decides, on the calling thread
     * @return how many
     */
    public int revoke(Predicate<? super SubscriptionInfo> which) {
        return roster.revoke(which);
    }

    /**
     * Counts the calls of {@link #revoke}. What was decided about a client before it was admitted holds if this is the same
     * afterwards; if not, it is to be decided again.
     *
     * @return a number that only grows
     */
    public long revocations() {
        return roster.revocations();
    }

    /**
     * How its streams end.
     *
     * @return the one drain of this engine
     */
    public Drain drain() {
        return drain;
    }

    /**
     * Sends an event of its own through every loop.
     *
     * @return completed when it has come out of all of them; exceptionally when one has ended
     */
    public CompletionStage<Void> probe() {
        return probe.send();
    }

    /**
     * How much it holds.
     *
     * @return a snapshot
     */
    public EngineStatus status() {
        return new EngineStatus(!drain.hasBegun(), roster.all().size(), limits.held(), channels.size());
    }

    /**
     * Does what is to be done now, on the calling thread, for an engine that has no threads.
     *
     * @return true if there is more to do
     */
    public boolean turn() {
        return loops.turn();
    }

    /** Drains what has not been drained, and ends the loops; waits for them. */
    @Override
    public void close() {
        drain.run();
        loops.stop(STOP_TIMEOUT);
    }

    private EngineChannel create(String name) {
        channelLimit.acquire();
        boolean made = false;
        try {
            EngineChannel channel = assemble(name);
            made = true;
            return channel;
        } finally {
            if (!made) {
                channelLimit.release();
            }
        }
    }

    private EngineChannel assemble(String name) {
        SlowReaders slowReaders = settings.slowReadersOf(name);
        History history = settings.historyOf(name);
        ChannelLog log = settings.isCompacted(name)
                ? new CompactedLog(name, order, history, nanoTime)
                : new SegmentedLog(name, order, history, nanoTime);
        ChannelFeeds feeds = loops.feeds(log, slowReaders);
        return new EngineChannel(name, log, feeds);
    }

    private static List<Cursor> cursors(List<EngineChannel> wanted, Optional<String> resumeAt) {
        return wanted.stream().map(channel -> channel.cursor(resumeAt)).toList();
    }

    private void tick(Runnable onTick) {
        channels.values().forEach(EngineChannel::expire);
        onTick.run();
    }
}
