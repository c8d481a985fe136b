/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.load;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A number that many count up and one thread waits for. */
final class Tally {

    private static final long PARK_NANOS = 100_000_000;

    private final AtomicLong count = new AtomicLong();
    private volatile long target = Long.MAX_VALUE;
    private volatile @Nullable Thread waiter;

    void add(long more) {
        if (count.addAndGet(more) >= target) {
            LockSupport.unpark(waiter);
        }
    }

    long count() {
        return count.get();
    }

    /** Waits until the number is reached or the deadline, by {@link System#nanoTime}, has passed. */
    boolean await(long number, long deadline) {
        waiter = Thread.currentThread();
        target = number;
        while (count.get() < number && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(this, Math.min(PARK_NANOS, Math.max(1, deadline - System.nanoTime())));
        }
        target = Long.MAX_VALUE;
        return count.get() >= number;
    }
}
