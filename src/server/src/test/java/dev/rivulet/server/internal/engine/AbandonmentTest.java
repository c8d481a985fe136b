/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rivulet.server.internal.engine.delivery.StreamForm;
import dev.rivulet.server.internal.engine.log.FakeTime;
import dev.rivulet.server.internal.engine.log.From;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is done when all readers of a finite channel have left. */
class AbandonmentTest {

    private static final Duration AFTER = Duration.ofSeconds(30);

    private final TurnedEngine node = new TurnedEngine(new TestSettings());
    private final EngineChannel answer = node.engine.begin("answer");
    private int cancelled;

    @Test
    void isDoneOnceWhenNoneHasComeBack() {
        answer.whenAbandoned(AFTER, () -> cancelled++);
        TurnedClient one = node.open(From.usual(), "answer");
        TurnedClient two = node.open(From.usual(), "answer");
        node.advance(AFTER.multipliedBy(2));
        one.leave();
        node.advance(AFTER.multipliedBy(2));
        assertThat(cancelled).as("one is left").isZero();
        two.leave();
        node.advance(AFTER.minusSeconds(1));
        assertThat(cancelled).isZero();
        node.advance(Duration.ofSeconds(1));
        assertThat(cancelled).isEqualTo(1);
        node.open(From.usual(), "answer").leave();
        node.advance(AFTER.multipliedBy(2));
        assertThat(cancelled).as("once").isEqualTo(1);
        assertThat(node.engine.lifeCounts().abandoned()).isEqualTo(1);
    }

    @Test
    void aReaderThatComesBackInTimePutsItOff() {
        answer.whenAbandoned(AFTER, () -> cancelled++);
        for (int i = 0; i < 5; i++) {
            TurnedClient client = node.open(From.usual(), "answer");
            client.leave();
            node.advance(AFTER.minusSeconds(1));
        }
        assertThat(cancelled).isZero();
        node.advance(Duration.ofSeconds(1));
        assertThat(cancelled).isEqualTo(1);
    }

    @Test
    void isNotDoneWhereNoneEverCameOrItHasEnded() {
        answer.whenAbandoned(AFTER, () -> cancelled++);
        node.advance(AFTER.multipliedBy(10));
        assertThat(cancelled).isZero();
        node.open(From.usual(), "answer").leave();
        answer.end();
        answer.whenAbandoned(Duration.ZERO, () -> cancelled++);
        node.advance(AFTER.multipliedBy(10));
        assertThat(cancelled).isZero();
    }

    @Test
    void aClientThatIsRefusedIsNoReader() {
        answer.whenAbandoned(AFTER, () -> cancelled++);
        node.engine.drain().run();
        assertThatThrownBy(() -> node.open(From.usual(), "answer")).isInstanceOf(RefusedException.class);
        TurnedEngine full = new TurnedEngine(new TestSettings().limits(1, 1, 1, 1, 10, 64, 64, Duration.ofSeconds(7)));
        EngineChannel other = full.engine.begin("other");
        TurnedClient only = full.open(From.usual(), "other");
        assertThatThrownBy(() -> full.open(From.usual(), "other")).isInstanceOf(RefusedException.class);
        other.whenAbandoned(AFTER, () -> cancelled++);
        only.leave();
        full.advance(AFTER);
        assertThat(cancelled).as("the refused one does not hold it").isEqualTo(1);
    }

    @Test
    void severalActionsHaveTimesOfTheirOwnAndAFaultIsTold() {
        RuntimeException fault = new RuntimeException("on purpose");
        answer.whenAbandoned(Duration.ZERO, () -> {
            throw fault;
        });
        answer.whenAbandoned(AFTER, () -> cancelled++);
        node.open(From.usual(), "answer").leave();
        node.advance(Duration.ofSeconds(1));
        assertThat(node.faults).containsExactly(fault);
        assertThat(cancelled).isZero();
        node.advance(AFTER);
        assertThat(cancelled).isEqualTo(1);
        assertThat(node.faults).hasSize(1);
        assertThatThrownBy(() -> answer.whenAbandoned(Duration.ofSeconds(-1), () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-1S");
    }

    @Test
    void anActionThatNeverReturnsHoldsUpNoDelivery() throws Exception {
        FakeTime time = new FakeTime();
        Set<String> threads = ConcurrentHashMap.newKeySet();
        List<String> done = new CopyOnWriteArrayList<>();
        CountDownLatch release = new CountDownLatch(1);
        try (Engine engine = Engine.builder(new TestSettings().build())
                .threads(Thread::new)
                .clock(time)
                .build()) {
            for (int i = 0; i < 2; i++) {
                EngineChannel channel = engine.begin("answer-" + i);
                boolean first = i == 0;
                channel.whenAbandoned(Duration.ZERO, () -> {
                    threads.add(Thread.currentThread().getName());
                    done.add(channel.name());
                    if (first) {
                        awaitUninterruptibly(release);
                    }
                });
                engine.open(
                                TurnedEngine.CLIENT,
                                List.of(channel),
                                From.usual(),
                                StreamForm.PLAIN,
                                new TurnedClient(node))
                        .close();
            }
            await().until(() -> {
                time.advance(Duration.ofSeconds(1));
                engine.probe().toCompletableFuture().get(10, TimeUnit.SECONDS);
                return done.size() == 2;
            });
            engine.probe().toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(threads).containsExactly("rivulet-callback");
            release.countDown();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
