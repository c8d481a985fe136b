/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import dev.rivulet.server.internal.config.Settings;
import dev.rivulet.server.internal.engine.delivery.ErrorHandler;
import dev.rivulet.server.internal.engine.delivery.Meter;
import dev.rivulet.server.internal.engine.log.NodeOrder;
import dev.rivulet.server.internal.engine.log.SegmentedLog;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Builds an {@link Engine}: what it is not given, it takes from the machine. */
public final class EngineBuilder {

    private static final double RETRY_JITTER = 0.2;
    private static final double LIFETIME_JITTER = 0.1;
    private static final long EPOCHS = 2_821_109_907_456L; // 36^8: eight characters

    final Settings settings;
    LongSupplier nanoTime = System::nanoTime;
    InstantSource wallClock = InstantSource.system();
    Optional<ThreadFactory> threads = Optional.empty();
    ErrorHandler errors = ErrorHandler.logging();
    Meter meter = Meter.NONE;
    Runnable onTick = () -> {};
    Set<String> kept = Set.of();
    Consumer<String> onForgotten = name -> {};
    Drain.Pause pause = Drain.Pause.parking();
    RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    Supplier<String> epochs = this::newEpoch;
    Function<String, NodeOrder> orders = NodeOrder::new; // by epoch
    LogMaker logs = SegmentedLog::new;

    EngineBuilder(Settings settings) {
        this.settings = settings;
    }

    /**
     * The clock.
     *
     * @param clock nanoseconds from any origin
     * @return this
     */
    public EngineBuilder clock(LongSupplier clock) {
        nanoTime = clock;
        return this;
    }

    /**
     * The wall's clock, by which tokens expire.
     *
     * @param clock tells the time
     * @return this
     */
    public EngineBuilder wallClock(InstantSource clock) {
        wallClock = clock;
        return this;
    }

    /**
     * Threads for the loops. Without them the engine has to be {@linkplain Engine#turn turned}.
     *
     * @param factory makes them
     * @return this
     */
    public EngineBuilder threads(ThreadFactory factory) {
        threads = Optional.of(factory);
        return this;
    }

    /**
     * Who is told of faults; by default the log.
     *
     * @param handler is told
     * @return this
     */
    public EngineBuilder errors(ErrorHandler handler) {
        errors = handler;
        return this;
    }

    /**
     * Who counts.
     *
     * @param counter is told what streams do
     * @return this
     */
    public EngineBuilder meter(Meter counter) {
        meter = counter;
        return this;
    }

    /**
     * What else is to be done at each tick of a loop, about once a second.
     *
     * @param action must be quick
     * @return this
     */
    public EngineBuilder onTick(Runnable action) {
        onTick = action;
        return this;
    }

    /**
     * Channels that are never forgotten, and never finite; by default none.
     *
     * @param names those that the application's injection points name
     * @return this
     */
    public EngineBuilder kept(Set<String> names) {
        kept = Set.copyOf(names);
        return this;
    }

    /**
     * Who is told of channels that have been forgotten; one of that name may be made again meanwhile.
     *
     * @param listener is given each one's name, on a delivery loop: must be quick
     * @return this
     */
    public EngineBuilder onForgotten(Consumer<String> listener) {
        onForgotten = listener;
        return this;
    }

    /**
     * How a drain lets time go by.
     *
     * @param drainPause waits
     * @return this
     */
    public EngineBuilder pause(Drain.Pause drainPause) {
        pause = drainPause;
        return this;
    }

    /**
     * Draws delays, moments and epochs.
     *
     * @param generator usable by any thread
     * @return this
     */
    public EngineBuilder random(RandomGenerator generator) {
        random = generator;
        return this;
    }

    /**
     * Names incarnations; by default eight random characters.
     *
     * @param names 1 to 32 characters out of {@code a-z 0-9}
     * @return this
     */
    public EngineBuilder epochs(Supplier<String> names) {
        epochs = names;
        return this;
    }

    /**
     * Builds the engine, and starts its loops if it has {@linkplain #threads threads}.
     *
     * @return an engine
     */
    public Engine build() {
        return new Engine(this);
    }

    long retryMillis() {
        double jitter = RETRY_JITTER * (2 * random.nextDouble() - 1);
        return Math.round(settings.retry().toMillis() * (1 + jitter));
    }

    Optional<Long> lifetimeNanos() {
        return settings.streamLifetime()
                .map(most -> Math.round(most.toNanos() * (1 - LIFETIME_JITTER * random.nextDouble())));
    }

    private String newEpoch() {
        return Long.toString(EPOCHS + random.nextLong(EPOCHS), 36).substring(1);
    }
}
