/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rivulet.server.ChannelCounts;
import dev.rivulet.server.Position;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.config.Settings;
import dev.rivulet.server.internal.engine.delivery.Client;
import dev.rivulet.server.internal.engine.delivery.Cursor;
import dev.rivulet.server.internal.engine.delivery.DeliveryLoops;
import dev.rivulet.server.internal.engine.delivery.Liveness;
import dev.rivulet.server.internal.engine.delivery.Probe;
import dev.rivulet.server.internal.engine.delivery.StreamContext;
import dev.rivulet.server.internal.engine.delivery.StreamForm;
import dev.rivulet.server.internal.engine.delivery.StreamListener;
import dev.rivulet.server.internal.engine.delivery.Subscription;
import dev.rivulet.server.internal.engine.log.Budgeted;
import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import dev.rivulet.server.internal.engine.log.EndedException;
import dev.rivulet.server.internal.engine.log.From;
import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.LogBudget;
import dev.rivulet.server.internal.engine.log.NodeOrder;
import dev.rivulet.server.internal.engine.log.SegmentedLog;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Channels, their readers, and the loops that deliver: everything between an encoded event and the bytes of a stream. Made by {@link
 * #builder}. Thread-safe, but for {@link #turn}.
 */
public final class Engine implements AutoCloseable {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
    private static final EncodedEvent PROBE = new EncodedEvent("data: probe\n".getBytes(UTF_8), false, null);

    private final NodeOrder order;
    private final DeliveryLoops loops;
    private final Roster roster;
    private final StreamLimits limits;
    private final Drain drain;
    private final Probe probe;
    private final KnownChannels channels;
    private final LogBudget budget;
    private final ChannelLimit channelLimit;
    private final Callbacks callbacks;
    private final Sweep sweep;

    Engine(EngineBuilder builder) {
        Settings settings = builder.settings;
        LongSupplier nanoTime = builder.nanoTime;
        this.order = builder.orders.apply(builder.epochs.get());
        Liveness liveness = new Liveness(settings.heartbeat(), settings.writeTimeout());
        StreamContext context = new StreamContext(
                liveness,
                builder::retryMillis,
                builder.wallClock,
                builder.meter,
                builder.errors,
                builder::lifetimeNanos);
        this.loops = new DeliveryLoops(
                settings.deliveryLoops(), nanoTime, liveness.tick(), () -> tick(builder.onTick), builder.errors);
        this.channelLimit = new ChannelLimit(settings.limits().channels(), nanoTime);
        this.budget = new LogBudget(settings.historyTotal(), this::logs);
        ChannelMaker maker = new ChannelMaker(settings, order, builder.logs, nanoTime, loops, budget);
        this.channels = new KnownChannels(channelLimit, builder.kept, builder.onForgotten, maker);
        this.callbacks = new Callbacks(builder.threads, builder.errors);
        this.sweep = new Sweep(
                channels, settings.channelIdle(), settings.channelLinger(), nanoTime, callbacks, builder.errors);
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
     * The channel of that name, made if it is not known: an ordinary one, unless a finite one has begun.
     *
     * @param name a channel's name, checked by the caller
     * @return the channel
     * @throws RefusedException if it would be one too many
     */
    public EngineChannel channel(String name) {
        channels.add(name);
        return new EngineChannel(name, this, channels.find(name));
    }

    /**
     * The channel of that name, if it is known: not before it is made or begins, and not after it has been forgotten.
     *
     * @param name any text
     * @return the channel
     */
    public Optional<EngineChannel> find(String name) {
        Known known = channels.find(name);
        return known == null ? Optional.empty() : Optional.of(new EngineChannel(name, this, known));
    }

    /**
     * Begins a finite channel, with a log of its own: readers start at its first event, and it {@linkplain EngineChannel#end ends}.
     * One that has ended gives way to it; its readers are still sent all that it had. So does an ordinary channel without events
     * and readers. Who comes with an id from before gets the whole new log, after a gap if a channel of that name may have been forgotten
     * since.
     *
     * @param name a channel's name, checked by the caller
     * @return the channel
     * @throws BeginException if one of that name has begun and not ended, or is an ordinary one with events or readers, or is
     *     {@linkplain EngineBuilder#kept kept}
     * @throws RefusedException if it would be one too many
     */
    public EngineChannel begin(String name) {
        return new EngineChannel(name, this, channels.begin(name));
    }

    /**
     * Whether a client has everything that channels will ever have: all have ended, and it comes with the id of the last of their ends
     * or a later one. True also of a finite channel that has been forgotten, as long as its end is remembered ({@link ForgottenEnds}).
     *
     * @param names one name or more
     * @param lastEventId what the client has
     * @return true if there is nothing to open a stream for
     */
    public boolean hasNothingFor(Collection<String> names, String lastEventId) {
        OptionalLong stamp = order.stampOf(lastEventId);
        return stamp.isPresent()
                && !names.isEmpty()
                && names.stream().allMatch(name -> channels.hasEnded(name, stamp.getAsLong()));
    }

    /**
     * The names of all channels.
     *
     * @return a snapshot
     */
    public Set<String> names() {
        return channels.names();
    }

    /**
     * What has become of channels.
     *
     * @return a snapshot
     */
    public LifeCounts lifeCounts() {
        return channels.counts();
    }

    /**
     * What the channels had counted that have been forgotten.
     *
     * @return the sums; empty as long as none has been forgotten
     */
    public Optional<ChannelCounts> forgottenCounts() {
        return channels.forgottenCounts();
    }

    /**
     * What all logs take together, within a sixteenth.
     *
     * @return bytes
     */
    public long historyBytes() {
        return budget.used();
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
     * @param from where it starts in each of them
     * @param form what its stream looks like
     * @param listener is told of the stream's life
     * @return a subscription, to be joined or closed
     * @throws RefusedException if there are too many streams, or the engine is stopping
     * @throws IllegalArgumentException if it wants too many channels
     * @throws EndedException if one of them is finite and has been forgotten since it was found
     */
    public Subscription open(
            Client client, List<EngineChannel> wanted, From from, StreamForm form, StreamListener listener) {
        return roster.admit(client, cursors(wanted, from), form, listener);
    }

    /**
     * Proposes more channels to a subscription, which is then to be joined again.
     *
     * @param subscription one of this engine's
     * @param wanted which channels
     * @param from where it starts in each of them
     * @throws RefusedException if there are too many streams of one of them
     * @throws IllegalArgumentException if it wants too many channels
     * @throws IllegalStateException if it has ended
     * @throws EndedException if one of them is finite and has been forgotten since it was found
     */
    public void add(Subscription subscription, List<EngineChannel> wanted, From from) {
        roster.add(subscription, cursors(wanted, from));
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
        callbacks.stop(STOP_TIMEOUT);
    }

    KnownChannels known() {
        return channels;
    }

    LiveChannel live(String name) {
        return channels.live(name);
    }

    Position position(long stamp) {
        return order.position(stamp);
    }

    /** All are entered, or none. */
    private static List<Cursor> cursors(List<EngineChannel> wanted, From from) {
        List<Cursor> cursors = new ArrayList<>(wanted.size());
        boolean all = false;
        try {
            wanted.forEach(channel -> cursors.add(channel.enter(from)));
            all = true;
            return cursors;
        } finally {
            if (!all) {
                cursors.forEach(Cursor::leave);
            }
        }
    }

    private Stream<Budgeted> logs() {
        return channels.logs();
    }

    private void tick(Runnable onTick) {
        sweep.step();
        onTick.run();
    }
}
