/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.ChannelLimitException;
import dev.rivulet.server.ChannelLimitException.Reason;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How many finite channels each user has begun within the minute that is going on. Thread-safe. */
final class BegunPerMinute {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final int most;
    private final LongSupplier nanoTime;
    private final Map<String, Integer> counts = new HashMap<>(); // guarded by this
    private long since; // guarded by this

    BegunPerMinute(int most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    /**
     * Counts one more.
     *
     * @throws ChannelLimitException if it is one too many
     */
    synchronized void count(String user) {
        long now = nanoTime.getAsLong();
        if (now - since >= MINUTE) {
            since = now;
            counts.clear();
        }
        if (counts.getOrDefault(user, 0) >= most) {
            throw new ChannelLimitException(
                    Reason.RATE_LIMIT,
                    "This user has begun " + most
                            + " finite channels within a minute (rivulet.limit.begun-per-minute).",
                    Optional.of(Duration.ofNanos(since + MINUTE - now)));
        }
        counts.merge(user, 1, Integer::sum);
    }
}
