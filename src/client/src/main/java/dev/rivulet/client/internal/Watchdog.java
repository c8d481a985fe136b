/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a server has been silent for too long while something was awaited from it. One timer lives through many waits,
 * so that a stream of small pieces costs none each. On the source's serial executor only.
 */
final class Watchdog {

    private final Optional<Duration> timeout;
    private final Timing timing;
    private final Executor serial;
    private final Consumer<Duration> alarm;
    private boolean awaiting;
    private long since;
    private @Nullable Runnable cancelTimer;
    private int stops;

    Watchdog(Optional<Duration> timeout, Timing timing, Executor serial, Consumer<Duration> alarm) {
        this.timeout = timeout;
        this.timing = timing;
        this.serial = serial;
        this.alarm = alarm;
    }

    /** From now on something is awaited. */
    void watch() {
        timeout.ifPresent(patience -> {
            awaiting = true;
            since = timing.nanoTime();
            if (cancelTimer == null) {
                schedule(patience, patience);
            }
        });
    }

    /** It has come, or nothing is awaited any more. */
    void rest() {
        awaiting = false;
    }

    /** Nothing will be awaited for some time, or ever again. */
    void stop() {
        rest();
        stops++; // a check may be on its way
        Runnable current = cancelTimer;
        cancelTimer = null;
        if (current != null) {
            current.run();
        }
    }

    private void schedule(Duration patience, Duration delay) {
        int before = stops;
        cancelTimer = timing.schedule(() -> serial.execute(() -> check(patience, before)), delay);
    }

    private void check(Duration patience, int before) {
        if (stops != before) {
            return;
        }
        cancelTimer = null;
        if (!awaiting) {
            return;
        }
        Duration left = patience.minusNanos(timing.nanoTime() - since);
        if (left.isZero() || left.isNegative()) {
            awaiting = false;
            alarm.accept(patience);
        } else {
            schedule(patience, left);
        }
    }
}
