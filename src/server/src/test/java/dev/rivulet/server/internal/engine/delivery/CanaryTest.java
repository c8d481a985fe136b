/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.NodeOrder;
import dev.rivulet.server.internal.engine.log.SegmentedLog;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A canary in real loops, one of which the test holds. */
class CanaryTest {

    private static final long PATIENCE_SECONDS = 30;

    private final DeliveryLoops loops = new DeliveryLoops(3, System::nanoTime, Duration.ofHours(1), () -> {});
    private final ChannelLog log =
            new SegmentedLog("c", new NodeOrder("n"), new History(1, 1_000, Duration.ofHours(1)), System::nanoTime);
    private final Canary canary = new Canary(
            loops,
            new StreamTerms(Duration.ofHours(1), Duration.ofHours(1), () -> 0, 10),
            log,
            () -> log.append(new EncodedEvent("data: canary\n".getBytes(UTF_8), false, null)));

    @AfterEach
    void stop() {
        loops.stop(Duration.ofSeconds(10));
    }

    @Test
    void comesOutOfEveryLoopAgainAndAgain() throws Exception {
        loops.start(Thread::new);
        for (int i = 1; i <= 100; i++) {
            canary.fly().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(log.head()).isEqualTo(i);
        }
    }

    @Test
    void doesNotComeOutWhileOneLoopIsHeld() throws Exception {
        loops.start(Thread::new);
        canary.fly().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        loops.next().execute(() -> {
            held.countDown();
            awaitUninterruptibly(release);
        });
        assertThat(held.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> first = canary.fly().toCompletableFuture();
        CompletableFuture<Void> second = canary.fly().toCompletableFuture();

        loops.next().execute(() -> {}); // the others go on
        assertThat(log.head()).as("one at a time").isEqualTo(2);
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
        release.countDown();
        first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        second.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void waitsForLoopsThatHaveYetToStart() throws Exception {
        CompletableFuture<Void> early = canary.fly().toCompletableFuture();
        assertThat(early).isNotDone();
        loops.start(Thread::new);
        early.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void saysSoWhenTheLoopsHaveEnded() throws Exception {
        loops.start(Thread::new);
        canary.fly().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        loops.stop(Duration.ofSeconds(10));
        assertThatThrownBy(() -> canary.fly().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void saysSoWhenItHasNeverFlownBefore() {
        loops.start(Thread::new);
        loops.stop(Duration.ofSeconds(10));
        assertThatThrownBy(() -> canary.fly().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
