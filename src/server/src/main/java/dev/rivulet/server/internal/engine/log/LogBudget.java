/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Bounds what all logs of a node take together. Logs report when they have grown or shrunk by a sixteenth, so that most events touch
 * nothing that is shared. The publisher that goes over the bound frees an eighth of it, from the oldest events of the largest logs;
 * others go on meanwhile. Thread-safe.
 */
public final class LogBudget {

    /** No bound. */
    public static final LogBudget UNLIMITED = new LogBudget(Long.MAX_VALUE, Stream::empty);

    private static final int PART = 8;
    private static final int SIZES = Long.SIZE;

    private final long limit;
    private final Supplier<Stream<? extends Budgeted>> logs;
    private final AtomicLong used = new AtomicLong();
    private final ReentrantLock relieving = new ReentrantLock();

    /**
     * Nothing used yet.
     *
     * @param limit in bytes
     * @param logs all that there are
     */
    public LogBudget(long limit, Supplier<Stream<? extends Budgeted>> logs) {
        this.limit = limit;
        this.logs = logs;
    }

    /**
     * What the logs take, as they have reported it.
     *
     * @return bytes
     */
    public long used() {
        return used.get();
    }

    void add(long bytes) {
        used.addAndGet(bytes);
    }

    /** Frees memory if there is too much in use; the caller has no log's lock. */
    void settle() {
        if (used.get() > limit && relieving.tryLock()) {
            try {
                relieve();
            } finally {
                relieving.unlock();
            }
        }
    }

    /** Newest events are dropped only where nothing else is left. */
    private void relieve() {
        for (boolean newestToo : new boolean[] {false, true}) {
            for (boolean everything : new boolean[] {false, true}) {
                if (used.get() > limit) {
                    trim(newestToo, everything);
                }
            }
        }
    }

    private void trim(boolean newestToo, boolean everything) {
        List<? extends Budgeted> all = logs.get().toList();
        long need = used.get() - limit + limit / PART;
        long level = everything ? 0 : level(all, need);
        for (Budgeted log : all) {
            if (need <= 0) {
                return;
            }
            if (log.takes() > level) {
                long before = log.takes();
                log.trim(level, newestToo);
                need -= before - log.takes();
            }
        }
    }

    /** A size, as high as may be, such that logs cut down to it free as much as is needed. */
    private static long level(List<? extends Budgeted> logs, long need) {
        long[] bytes = new long[SIZES]; // by the power of two that the size has
        int[] counts = new int[SIZES];
        for (Budgeted log : logs) {
            long size = log.takes();
            if (size > 0) {
                int power = SIZES - 1 - Long.numberOfLeadingZeros(size);
                bytes[power] += size;
                counts[power]++;
            }
        }
        long above = 0;
        long count = 0;
        for (int power = SIZES - 2; power >= 0; power--) {
            above += bytes[power];
            count += counts[power];
            if (count > 0 && above - count * (1L << power) >= need) {
                return Math.max(1L << power, (above - need) / count);
            }
        }
        return 0;
    }
}
