/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.time.Duration;
import java.util.Objects;

/**
 * How much longer than its reconnection time a source waits after attempts that failed: a random time up to a bound that
 * doubles with each failure in succession ("full jitter"), so that the clients of a server that went down do not come back at
 * once. A stream that was open and ended is no failure. Immutable, and equal by its bounds.
 */
public final class Backoff {

    /** From one second to thirty. */
    public static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    /** Every attempt comes after the plain reconnection time. */
    public static final Backoff NONE = new Backoff(Duration.ZERO, Duration.ZERO);

    private final Duration initial;
    private final Duration max;

    /**
     * A back-off between two bounds.
     *
     * @param initial the bound after the first failure; zero for no back-off
     * @param max the largest bound
     * @throws IllegalArgumentException if one is negative, or the initial bound is larger than the largest
     */
    public Backoff(Duration initial, Duration max) {
        if (initial.isNegative() || initial.compareTo(max) > 0) {
            throw new IllegalArgumentException("Back-off from " + initial + " to " + max
                    + ": the initial bound must be between zero and the largest");
        }
        this.initial = initial;
        this.max = max;
    }

    /**
     * The bound after the first failure.
     *
     * @return zero or more
     */
    public Duration initial() {
        return initial;
    }

    /**
     * The largest bound.
     *
     * @return the initial one or more
     */
    public Duration max() {
        return max;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Backoff that && initial.equals(that.initial) && max.equals(that.max);
    }

    @Override
    public int hashCode() {
        return Objects.hash(initial, max);
    }

    @Override
    public String toString() {
        return "Backoff[from " + initial + " to " + max + "]";
    }
}
