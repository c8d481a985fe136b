/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.engine.delivery.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Ends streams one after the other over a period, each at a moment that chance draws and with a delay of its own before its
 * client comes back, so that the other nodes, or this one after its restart, are not run over.
 *
 * @param period how long it may take
 * @param retry how long clients shall wait, half as much more or less
 * @param nanoTime the clock
 * @param pause lets time go by
 * @param random draws
 */
public record Drain(Duration period, Duration retry, LongSupplier nanoTime, Pause pause, RandomGenerator random) {

    /** Lets time go by. */
    @FunctionalInterface
    public interface Pause {

        /**
         * Waits, at least a little of the time.
         *
         * @param nanos how long at most
         * @return false if somebody wants the drain to hurry up
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

    /** Lets time go by before that. */
    void await(Duration time) {
        long start = nanoTime.getAsLong();
        boolean patient = true;
        while (patient && nanoTime.getAsLong() - start < time.toNanos()) {
            patient = pause.forAtMost(start + time.toNanos() - nanoTime.getAsLong());
        }
    }

    /** Ends the streams; returns earlier when all of them have ended by themselves. */
    void run(List<Subscription> subscriptions, BooleanSupplier allGone) {
        List<Subscription> order = new ArrayList<>(subscriptions);
        Collections.shuffle(order, new Random(random.nextLong()));
        long start = nanoTime.getAsLong();
        long[] moments = random.longs(order.size(), 0, Math.max(1, period.toNanos()))
                .sorted()
                .toArray();
        boolean patient = true;
        for (int i = 0; i < moments.length && !allGone.getAsBoolean(); i++) {
            while (patient && nanoTime.getAsLong() - start < moments[i] && !allGone.getAsBoolean()) {
                patient = pause.forAtMost(start + moments[i] - nanoTime.getAsLong());
            }
            order.get(i).drain(retryMillis());
        }
    }

    private long retryMillis() {
        return Math.round(retry.toMillis() * (0.5 + random.nextDouble()));
    }
}
