/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.engine.delivery.EventStream;
import dev.rivulet.server.internal.engine.delivery.StreamForm;
import dev.rivulet.server.internal.engine.delivery.StreamListener;
import dev.rivulet.server.internal.engine.delivery.StreamOwner;
import dev.rivulet.server.internal.engine.delivery.Subscription;
import dev.rivulet.server.internal.engine.log.FakeTime;
import dev.rivulet.server.internal.engine.log.From;
import dev.rivulet.server.internal.engine.log.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Publishers, readers and a clock that runs so fast that channels rest and are forgotten all the time, on real threads. */
class LifeRacesTest {

    private static final int ROUNDS = 3_000;

    private final FakeTime time = new FakeTime();
    private final List<Throwable> faults = new CopyOnWriteArrayList<>();
    private final AtomicBoolean done = new AtomicBoolean();
    private final Engine engine = Engine.builder(new TestSettings()
                    .loops(2)
                    .liveness(Duration.ofDays(1), Duration.ofDays(1))
                    .life(Duration.ofSeconds(30), Duration.ofSeconds(30))
                    .history(new History(1_000_000, 100_000_000, Duration.ofSeconds(20)))
                    .build())
            .threads(Thread::new)
            .clock(time)
            .errors((what, fault) -> faults.add(fault))
            .build();

    @AfterEach
    void stop() {
        engine.close();
        assertThat(faults).isEmpty();
    }

    @Test
    void everyEventIsPublishedOnceAndReachesTheReadersThatHoldItsChannel() {
        CompletableFuture<Void> clock = CompletableFuture.runAsync(this::runClock);
        List<EngineChannel> channels = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            channels.add(engine.channel("channel-" + i));
        }
        Reader reader = new Reader();
        reader.open(List.of(channels.get(0)), From.usual());
        AtomicInteger published = new AtomicInteger();
        List<CompletableFuture<Void>> publishers = new ArrayList<>();
        for (int p = 0; p < 3; p++) {
            publishers.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < ROUNDS; i++) {
                    channels.get(i % 4).publish(TurnedEngine.event("x"));
                    published.incrementAndGet();
                }
            }));
        }
        CompletableFuture<Void> visitors = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < ROUNDS / 10; i++) {
                Reader visitor = new Reader();
                visitor.open(List.of(engine.channel("channel-" + i % 4)), From.first());
                visitor.leave();
            }
        });
        publishers.forEach(CompletableFuture::join);
        visitors.join();
        await().untilAsserted(() -> assertThat(reader.events.get()).isEqualTo(3 * ROUNDS / 4));
        assertThat(published).hasValue(3 * ROUNDS);
        assertThat(engine.position().stamp()).as("each has a stamp").isEqualTo(3 * ROUNDS);
        reader.leave();
        await().until(() -> engine.names().isEmpty());
        done.set(true);
        clock.join();
        assertThat(engine.channelCount()).isZero();
        assertThat(engine.historyBytes()).isZero();
    }

    @Test
    void everyAnswerIsReadWholeByThoseWhoComeWhileItIsThere() {
        CompletableFuture<Void> clock = CompletableFuture.runAsync(this::runClock);
        for (int i = 0; i < ROUNDS / 10; i++) {
            String name = "answer-" + i % 3;
            EngineChannel answer = engine.begin(name);
            Reader reader = new Reader();
            reader.open(List.of(answer), From.usual());
            Reader second = new Reader();
            CompletableFuture<Void> publisher = CompletableFuture.runAsync(() -> {
                for (int k = 0; k < 20; k++) {
                    answer.publish(TurnedEngine.event("word"));
                }
            });
            second.open(List.of(answer), From.usual());
            publisher.join();
            assertThat(answer.end()).isTrue();
            await().until(() -> reader.closed != null && second.closed != null);
            assertThat(reader.closed).isEqualTo(CloseReason.COMPLETED);
            assertThat(second.closed).isEqualTo(CloseReason.COMPLETED);
            assertThat(reader.events).hasValue(20);
            assertThat(second.events).hasValue(20);
            assertThat(reader.ends).hasValue(1);
        }
        await().until(() -> engine.names().isEmpty());
        done.set(true);
        clock.join();
        assertThat(engine.channelCount()).isZero();
        assertThat(engine.historyBytes()).isZero();
        LifeCounts counts = engine.lifeCounts();
        assertThat(counts.begun())
                .isEqualTo(ROUNDS / 10)
                .isEqualTo(counts.ended())
                .isEqualTo(counts.forgotten());
        assertThat(counts.lingering()).isZero();
    }

    /** A loop's tick follows each of its steps. */
    private void runClock() {
        while (!done.get()) {
            time.advance(Duration.ofSeconds(7));
            engine.probe().toCompletableFuture().join();
        }
    }

    /** Counts what it is sent. */
    private final class Reader implements StreamListener, EventStream {
        private final AtomicInteger events = new AtomicInteger();
        private final AtomicInteger ends = new AtomicInteger();
        private volatile @Nullable CloseReason closed;
        private volatile @Nullable Subscription subscription;

        void open(List<EngineChannel> channels, From from) {
            Subscription admitted = engine.open(TurnedEngine.CLIENT, channels, from, StreamForm.PLAIN, this);
            subscription = admitted;
            admitted.join();
            admitted.opened(this);
            start(admitted);
        }

        void leave() {
            Subscription admitted = subscription;
            if (admitted != null) {
                admitted.close();
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            new String(bytes, offset, length, UTF_8).lines().forEach(line -> {
                events.addAndGet(line.equals("data: x") || line.equals("data: word") ? 1 : 0);
                ends.addAndGet(line.equals("event: rivulet:end") ? 1 : 0);
            });
        }

        @Override
        public void closed(SubscriptionInfo info, CloseReason reason, @Nullable Throwable cause) {
            closed = reason;
        }

        @Override
        public void opened(SubscriptionInfo info) {}

        @Override
        public void released() {}

        @Override
        public void start(StreamOwner owner) {
            owner.ready();
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void close() {}

        @Override
        public void abort() {}
    }
}
