/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A probe through real loops. */
class ProbeTest {

    private static final long PATIENCE_SECONDS = 30;

    private final Engine engine = Engine.builder(new TestSettings().loops(3).build())
            .threads(Thread::new)
            .build();

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void comesOutOfEveryLoopAgainAndAgain() throws Exception {
        for (int i = 1; i <= 100; i++) {
            engine.probe().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    void doesNotComeOutWhileOneLoopIsHeld() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger started = new AtomicInteger();
        try (Engine held = Engine.builder(new TestSettings().loops(3).build())
                .threads(loop -> {
                    boolean last = started.incrementAndGet() == 3;
                    return new Thread(() -> {
                        if (last) {
                            awaitUninterruptibly(release);
                        }
                        loop.run();
                    });
                })
                .build()) {
            CompletableFuture<Void> first = held.probe().toCompletableFuture();
            CompletableFuture<Void> second = held.probe().toCompletableFuture();

            engine.probe().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS); // others' loops go on
            assertThat(first).isNotDone();
            assertThat(second).isNotDone();
            release.countDown();
            first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            second.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    void waitsForLoopsThatHaveYetToTurn() throws Exception {
        Engine turned = Engine.builder(new TestSettings().loops(3).build()).build();
        CompletableFuture<Void> early = turned.probe().toCompletableFuture();
        assertThat(early).isNotDone();
        while (turned.turn()) {
            // more to do
        }
        early.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void saysSoWhenTheLoopsHaveEnded() throws Exception {
        engine.probe().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        engine.close();
        assertThatThrownBy(() -> engine.probe().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void saysSoWhenNoneWasSentBefore() {
        engine.close();
        assertThatThrownBy(() -> engine.probe().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS))
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
