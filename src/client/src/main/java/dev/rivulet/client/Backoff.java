/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How much longer than its reconnection time a source waits after attempts that failed: a random time up to a bound that
 * doubles with each failure ("full jitter"), so that the clients of a server that went down do not come back at once. A
 * stream that was open and ended is no failure.
 *
 * @param first the bound after the first failure; zero for no back-off
 * @param most the largest bound
 */
public record Backoff(Duration first, Duration most) {

    /** From one second to thirty. */
    public static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    /** Every attempt comes after the plain reconnection time. */
    public static final Backoff NONE = new Backoff(Duration.ZERO, Duration.ZERO);

    private static final int MOST_DOUBLINGS = 30;

    /**
     * Checks the bounds.
     *
     * @param first the bound after the first failure
     * @param most the largest bound
     * @throws IllegalArgumentException if one is negative, or the first is larger than the largest
     */
    public Backoff {
        if (first.isNegative() || first.compareTo(most) > 0) {
            throw new IllegalArgumentException("Back-off from " + first + " to " + most
                    + ": the first bound must be between zero and the largest");
        }
    }

    /** After that many failures in succession, from 1. */
    Duration delay(int failures, RandomGenerator random) {
        long doubled = saturatedMillis(first) << Math.min(failures - 1, MOST_DOUBLINGS);
        long bound = doubled < 0 ? saturatedMillis(most) : Math.min(doubled, saturatedMillis(most));
        return Duration.ofMillis(bound == 0 ? 0 : random.nextLong(bound + 1));
    }

    private static long saturatedMillis(Duration duration) {
        return duration.compareTo(Durations.LONGEST) > 0 ? Durations.LONGEST.toMillis() : duration.toMillis();
    }
}
