/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import dev.rivulet.client.Backoff;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When a source tries again. On its serial executor only, but for {@link #time}. */
public final class Reconnection {

    private static final int MOST_DOUBLINGS = 30;

    private final Plan plan;
    private final Timing timing;
    private final RandomGenerator random;
    private volatile Duration time;
    private long attempts;
    private long started;
    private int failures;
    private int breaches;

    /** What the application has set: the time to wait, the least time from attempt to attempt, and what failures add. */
    public record Plan(Duration time, Duration floor, Backoff backoff) {}

    Reconnection(Plan plan, Timing timing, RandomGenerator random) {
        this.plan = plan;
        this.timing = timing;
        this.random = random;
        this.time = plan.time();
    }

    /** The reconnection time, by the plan or by the server's last word. Any thread. */
    Duration time() {
        return time;
    }

    /** The server's {@code retry:}, in milliseconds. */
    void serverAsksFor(long millis) {
        time = Durations.ofMillis(millis);
    }

    /** Counts an attempt, from 1. */
    long attempt() {
        started = timing.nanoTime();
        attempts++;
        return attempts;
    }

    long attempts() {
        return attempts;
    }

    /** A stream is open: no failure is behind it any more. */
    void opened() {
        failures = 0;
    }

    /** An event has come, so that it was not what went beyond a limit. */
    void delivered() {
        breaches = 0;
    }

    Duration afterEnd() {
        return floored(time);
    }

    Duration afterFailure() {
        failures++;
        return floored(time.plus(backoff(plan.backoff(), failures, random)));
    }

    /** With back-off, since the same bytes may come again. */
    Duration afterBreach() {
        breaches++;
        return floored(time.plus(backoff(plan.backoff(), breaches, random)));
    }

    /** After an answer that names a time, or as after any failure. */
    Duration afterAnswer(Optional<Duration> named) {
        Duration usual = afterFailure();
        return named.map(this::floored).orElse(usual);
    }

    /** What the server asks for must not make an attack of its clients; what the application has set may be any. */
    private Duration floored(Duration wanted) {
        Duration floor = plan.time().compareTo(plan.floor()) < 0 ? plan.time() : plan.floor();
        Duration least = floor.minusNanos(timing.nanoTime() - started);
        return wanted.compareTo(least) < 0 ? least : wanted;
    }

    /** After that many failures in succession, from 1. */
    public static Duration backoff(Backoff backoff, int failures, RandomGenerator random) {
        long max = Durations.atMost(backoff.max()).toMillis();
        long initial = Durations.atMost(backoff.initial()).toMillis();
        int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
        long bound = initial > max >> doublings ? max : initial << doublings;
        return Duration.ofMillis(bound == 0 ? 0 : random.nextLong(bound + 1));
    }
}
