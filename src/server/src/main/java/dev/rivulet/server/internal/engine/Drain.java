/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import dev.rivulet.server.internal.engine.delivery.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * How the node ends its streams, once: it says so, then takes no more, then ends those that it has over a period, each at a random
 * moment and with a delay of its own before its client comes back, so that the other nodes, or this one after its restart, are not
 * run over. Thread-safe.
 */
public final class Drain {

    private final Roster roster;
    private final Plan plan;
    private final LongSupplier nanoTime;
    private final Pause pause;
    private final RandomGenerator random;
    private final ThreadFactory threads;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /**
     * How long everything takes.
     *
     * @param notice how long the node still takes streams after it has said that it wants none
     * @param period how long its streams take to end
     * @param retry how long clients are told to wait, half as much more or less
     */
    record Plan(Duration notice, Duration period, Duration retry) {}

    /** Lets time go by. */
    @FunctionalInterface
    public interface Pause {

        /**
         * Waits, at least a little of the time.
         *
         * @param nanos how long at most
         * @return false to hurry up
         */
        boolean forAtMost(long nanos);

        /**
         * The calling thread's own pause.
         *
         * @return a pause
         */
        static Pause parking() {
            return nanos -> {
                LockSupport.parkNanos(nanos);
                return !Thread.currentThread().isInterrupted();
            };
        }
    }

    Drain(Roster roster, Plan plan, LongSupplier nanoTime, Pause pause, RandomGenerator random, ThreadFactory threads) {
        this.roster = roster;
        this.plan = plan;
        this.nanoTime = nanoTime;
        this.pause = pause;
        this.random = random;
        this.threads = threads;
    }

    /**
     * Whether the node wants no more streams.
     *
     * @return true from the first moment of the drain
     */
    public boolean hasBegun() {
        return begun.get();
    }

    /** On the calling thread; returns when all streams have been told to end. If it has begun elsewhere, waits for that. */
    public void run() {
        if (begun.compareAndSet(false, true)) {
            drain();
        }
        ended.join();
    }

    /**
     * The same on a thread of its own, unless it has begun. Where no thread can be had, it has not begun.
     *
     * @return completed when all streams have been told to end
     */
    public CompletionStage<Void> start() {
        if (begun.compareAndSet(false, true)) {
            boolean started = false;
            try {
                Thread thread = threads.newThread(this::drain);
                thread.setName("rivulet-drain");
                thread.start();
                started = true;
            } finally {
                if (!started) {
                    begun.set(false);
                }
            }
        }
        return ended.minimalCompletionStage();
    }

    private void drain() {
        try {
            await(plan.notice());
            roster.stop();
            endAll(roster.all());
        } finally {
            roster.stop();
            ended.complete(null);
        }
    }

    private void await(Duration time) {
        long start = nanoTime.getAsLong();
        boolean patient = true;
        while (patient && nanoTime.getAsLong() - start < time.toNanos()) {
            patient = pause.forAtMost(start + time.toNanos() - nanoTime.getAsLong());
        }
    }

    /** Returns earlier when all of them have ended by themselves. */
    private void endAll(List<Subscription> subscriptions) {
        List<Subscription> order = new ArrayList<>(subscriptions);
        Collections.shuffle(order, new Random(random.nextLong()));
        long start = nanoTime.getAsLong();
        long[] moments = random.longs(order.size(), 0, Math.max(1, plan.period().toNanos()))
                .sorted()
                .toArray();
        boolean patient = true;
        for (int i = 0; i < moments.length && !roster.isEmpty(); i++) {
            while (patient && nanoTime.getAsLong() - start < moments[i] && !roster.isEmpty()) {
                patient = pause.forAtMost(start + moments[i] - nanoTime.getAsLong());
            }
            order.get(i).drain(retryMillis());
        }
    }

    private long retryMillis() {
        return Math.round(plan.retry().toMillis() * (0.5 + random.nextDouble()));
    }
}
