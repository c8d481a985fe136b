/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import dev.rivulet.server.internal.engine.RefusedException.Limit;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Counts channels, refuses those that would be too many, and warns before that happens. Thread-safe. */
final class ChannelLimit {

    private static final System.Logger LOG = System.getLogger(ChannelLimit.class.getName());
    private static final long SILENCE = Duration.ofMinutes(10).toNanos();

    private final int most;
    private final int warnFrom;
    private final LongSupplier nanoTime;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong warnedAt;
    private final AtomicLong refusedAt;

    ChannelLimit(int most, LongSupplier nanoTime) {
        this.most = most;
        this.warnFrom = most - most / 5;
        this.nanoTime = nanoTime;
        long before = nanoTime.getAsLong() - SILENCE;
        this.warnedAt = new AtomicLong(before);
        this.refusedAt = new AtomicLong(before);
    }

    /**
     * Counts one more.
     *
     * @throws RefusedException if there are as many as there may be
     */
    void acquire() {
        int now = count.incrementAndGet();
        if (now > most) {
            count.decrementAndGet();
            if (isDue(refusedAt)) {
                LOG.log(
                        Level.WARNING,
                        "Refused a channel: there are {0,number,#} already. Every new channel, and the stream of every new user,"
                                + " is refused until others are forgotten (rivulet.channel.idle, rivulet.channel.linger): raise"
                                + " rivulet.limit.channels, or shorten these (said at most every ten minutes)",
                        most);
            }
            throw new RefusedException(
                    Limit.CHANNELS, "There are " + most + " channels already (rivulet.limit.channels).");
        }
        if (now >= warnFrom && isDue(warnedAt)) {
            LOG.log(
                    Level.WARNING,
                    "There are {0,number,#} channels of at most {1,number,#}. When all are made, new ones are refused until"
                            + " others are forgotten: raise rivulet.limit.channels, or find out which names the application"
                            + " makes without need (said at most every ten minutes)",
                    now,
                    most);
        }
    }

    /** For a channel that has been forgotten, or could not be made after all. */
    void release() {
        count.decrementAndGet();
    }

    int count() {
        return Math.min(most, count.get()); // a refusal counts for a moment
    }

    int most() {
        return most;
    }

    private boolean isDue(AtomicLong loggedAt) {
        long now = nanoTime.getAsLong();
        long before = loggedAt.get();
        return now - before >= SILENCE && loggedAt.compareAndSet(before, now);
    }
}
