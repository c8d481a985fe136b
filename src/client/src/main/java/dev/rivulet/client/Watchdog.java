/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a server has been silent for too long while something was awaited from it. One timer lives through many waits,
 * so that a stream of small pieces costs none each. On the source's serial executor only.
 */
final class Watchdog {

    private final SourceSettings settings;
    private @Nullable Consumer<Duration> alarm;
    private long since;
    private @Nullable Runnable cancelTimer;
    private int stops;

    Watchdog(SourceSettings settings) {
        this.settings = settings;
    }

    /** From now on something is awaited. */
    void watch(Consumer<Duration> idle) {
        settings.idleTimeout().ifPresent(timeout -> {
            alarm = idle;
            since = settings.timing().nanoTime();
            if (cancelTimer == null) {
                schedule(timeout, timeout);
            }
        });
    }

    /** It has come, or nothing is awaited any more. */
    void rest() {
        alarm = null;
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

    private void schedule(Duration timeout, Duration delay) {
        int before = stops;
        cancelTimer = settings.timing().schedule(() -> settings.serial().execute(() -> check(timeout, before)), delay);
    }

    private void check(Duration timeout, int before) {
        if (stops != before) {
            return;
        }
        cancelTimer = null;
        Consumer<Duration> current = alarm;
        if (current == null) {
            return;
        }
        Duration left = timeout.minusNanos(settings.timing().nanoTime() - since);
        if (left.isZero() || left.isNegative()) {
            alarm = null;
            current.accept(timeout);
        } else {
            schedule(timeout, left);
        }
    }
}
