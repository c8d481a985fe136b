/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.time.Duration;

/** Durations that a server may choose, kept within what timers can count. */
public final class Durations {

    /** Longer than any source lives, and within what a count of nanoseconds holds. */
    public static final Duration LONGEST = Duration.ofDays(100_000);

    private Durations() {}

    public static Duration atMost(Duration duration) {
        return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    }

    public static Duration ofMillis(long millis) {
        return millis > LONGEST.toMillis() ? LONGEST : Duration.ofMillis(millis);
    }

    public static Duration ofSeconds(long seconds) {
        return seconds > LONGEST.toSeconds() ? LONGEST : Duration.ofSeconds(seconds);
    }
}
