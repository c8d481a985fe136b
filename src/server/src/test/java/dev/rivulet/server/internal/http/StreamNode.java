/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.server.ChannelName;
import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionClosed;
import dev.rivulet.server.internal.encoding.DataWriter;
import dev.rivulet.server.internal.encoding.EventEncoder;
import dev.rivulet.server.internal.encoding.JsonWriter;
import dev.rivulet.server.internal.engine.Engine;
import dev.rivulet.server.internal.engine.EngineStatus;
import dev.rivulet.server.internal.engine.TestSettings;
import dev.rivulet.server.internal.engine.delivery.Client;
import dev.rivulet.server.internal.engine.delivery.StreamForm;
import dev.rivulet.server.internal.engine.delivery.Subscription;
import dev.rivulet.server.internal.engine.log.FakeTime;
import dev.rivulet.server.internal.engine.log.From;
import dev.rivulet.server.spi.ChannelPolicy;
import jakarta.ws.rs.ext.Providers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A node of one loop without a container: what it holds can be counted. */
final class StreamNode implements AutoCloseable {

    static final int CHANNELS_PER_PRINCIPAL = 3;
    static final Duration LIVENESS = Duration.ofHours(1);

    final FakeTime time = new FakeTime();
    final ConcurrentLinkedQueue<Object> announced = new ConcurrentLinkedQueue<>();
    final List<Throwable> faults = new CopyOnWriteArrayList<>();
    final List<Thread> threads = new ArrayList<>();
    final Engine engine;
    final NodeChannels channels;
    final NodeEndpoint endpoint;
    final Feeds feeds;
    final ChannelBeginnings beginnings;
    final ExecutorService feeding = Executors.newCachedThreadPool();
    final StreamMeter meter;
    final Sinks sinks;
    volatile ChannelPolicy policy = request -> true;
    volatile Executor announcing = Runnable::run;
    volatile JsonWriter json = (data, type) -> "{}";
    volatile Optional<Providers> providers = Optional.empty();

    @SuppressWarnings("ThreadLocalUsage") // of one test
    private final ThreadLocal<@Nullable StreamRequest> current = new ThreadLocal<>();

    StreamNode() {
        this(new TestSettings());
    }

    StreamNode(TestSettings given) {
        Announcer announcer = new Announcer(
                announced::add,
                task -> announcing.execute(task),
                Optional.empty(),
                List.of(),
                Runnable::run,
                this::instant);
        meter = new StreamMeter(announcer);
        var settings = given.channelsPerPrincipal(CHANNELS_PER_PRINCIPAL).build();
        feeds = new Feeds(settings.feedWindow(), feeding, feeding);
        beginnings = new ChannelBeginnings(this::request, settings.limits(), time);
        engine = Engine.builder(settings)
                .threads(task -> {
                    Thread thread = new Thread(task);
                    threads.add(thread);
                    return thread;
                })
                .clock(time)
                .wallClock(this::instant)
                .errors((what, fault) -> faults.add(fault))
                .meter(meter)
                .onForgotten(this::forgotten)
                .onTick(this::tick)
                .build();
        sinks = new Sinks(
                engine,
                () -> Optional.ofNullable(current.get()),
                new SinkThreads(Runnable::run, Runnable::run),
                announcer,
                settings.limits(),
                this::instant);
        channels = new NodeChannels(
                engine,
                settings,
                new EventEncoder(new DataWriter((data, type) -> json.write(data, type), () -> providers), 10_000, 64),
                sinks,
                announcer,
                meter,
                feeds,
                beginnings);
        endpoint = new NodeEndpoint(
                channels, new Admission(() -> Optional.of(policy), this::request), settings, this::request);
        channels.get(ChannelName.of("a"));
        channels.get(ChannelName.of("b"));
    }

    private void forgotten(String name) {
        channels.forgotten(name);
        endpoint.forgotten(name);
    }

    private void tick() {
        feeds.tick();
        beginnings.tick();
        endpoint.tick();
    }

    Instant instant() {
        return Instant.EPOCH.plusNanos(time.getAsLong());
    }

    /** The calling thread's. */
    Optional<StreamRequest> request() {
        return Optional.ofNullable(current.get());
    }

    /** Runs a resource method in a request. */
    void inRequest(FakeSession session, Runnable resource) {
        session.listenFor(sinks.sessions());
        current.set(session.request());
        try {
            resource.run();
        } finally {
            current.remove();
        }
    }

    /** Lets time go by, and has the loop see that. */
    void advance(Duration duration) {
        time.advance(duration);
        settle();
    }

    /**
     * Waits until the loop has done what it had been told before. A probe is no proof of that: a task that was there before may have
     * let it through.
     */
    void settle() {
        for (int i = 0; i < 2; i++) { // what it does may leave tasks of its own
            try {
                Subscription last =
                        engine.open(nobody(), List.of(), From.usual(), StreamForm.PLAIN, new DeafListener());
                last.close();
                last.snapshot().get(30, TimeUnit.SECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                throw new AssertionError("The loop does not answer", e);
            }
        }
    }

    private Client nobody() {
        return new Client(Optional.empty(), Optional.empty(), Optional.empty(), instant(), Optional.empty());
    }

    /** Waits until nothing is held for streams any more. */
    void assertNothingIsLeft(String when) {
        for (int i = 0; i < 100 && !held().equals(NOTHING); i++) {
            engine.probe();
            LockSupport.parkNanos(1); // mostly it takes less than to start the thread with which Awaitility waits
        }
        if (held().equals(NOTHING)) {
            return;
        }
        await().alias(when)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .untilAsserted(() -> {
                    engine.probe(); // the loop turns, and ticks if it is time
                    assertThat(held()).isEqualTo(NOTHING);
                });
    }

    /** Everything that it holds for streams. */
    String held() {
        EngineStatus status = engine.status();
        return "subscriptions " + status.subscriptions() + ", permits " + status.permits() + ", sinks " + sinks.count()
                + ", sessions " + sinks.sessions().count() + ", streams " + meter.streams() + ", readers "
                + (channels.get(ChannelName.of("a")).subscribers()
                        + channels.get(ChannelName.of("b")).subscribers());
    }

    static final String NOTHING = "subscriptions 0, permits 0, sinks 0, sessions 0, streams 0, readers 0";

    List<CloseReason> reasons() {
        return announced.stream()
                .filter(SubscriptionClosed.class::isInstance)
                .map(event -> ((SubscriptionClosed) event).reason())
                .toList();
    }

    @Override
    public void close() {
        feeds.stop();
        engine.close();
        feeding.shutdown();
        AtomicInteger alive = new AtomicInteger();
        threads.forEach(thread -> alive.addAndGet(hasEnded(thread) ? 0 : 1));
        if (alive.get() > 0) {
            throw new AssertionError(alive + " threads are left");
        }
    }

    /** That of a pool ends a moment after the pool. */
    private static boolean hasEnded(Thread thread) {
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
