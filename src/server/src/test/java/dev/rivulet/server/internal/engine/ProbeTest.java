/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A probe through real loops, one of which the test holds. */
class ProbeTest {

    private static final long PATIENCE_SECONDS = 30;

    private final AtomicReference<@Nullable Runnable> hold = new AtomicReference<>();
    private final Engine engine = Engine.builder(new TestSettings().loops(3).build())
            .threads(Thread::new)
            .clock(this::now)
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
        engine.probe().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        hold.set(() -> {
            held.countDown();
            awaitUninterruptibly(release);
        });

        CompletableFuture<Void> first = engine.probe().toCompletableFuture();
        assertThat(held.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> second = engine.probe().toCompletableFuture();

        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
        release.countDown();
        first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        second.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
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

    /** The loops' clock, and so a place to hold one of them. */
    private long now() {
        if (Thread.currentThread().getName().startsWith("rivulet-delivery")) {
            Runnable next = hold.getAndSet(null);
            if (next != null) {
                next.run();
            }
        }
        return System.nanoTime();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
