/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static org.awaitility.Awaitility.await;

import dev.rivulet.client.internal.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Time that passes when a test says so. */
final class FakeTime implements Timing {

    private final List<Timer> timers = new ArrayList<>();
    private long now;

    private record Timer(long due, Runnable task) {}

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized Runnable schedule(Runnable task, Duration delay) {
        Timer timer = new Timer(now + delay.toNanos(), task);
        timers.add(timer);
        return () -> cancel(timer);
    }

    synchronized int pending() {
        return timers.size();
    }

    /** How long until the first timer, once there is one. */
    Duration awaitTimer() {
        await().until(() -> pending() > 0);
        synchronized (this) {
            return Duration.ofNanos(first().orElseThrow().due() - now);
        }
    }

    /** Waits for a timer and lets as much time pass as it wants. */
    Duration passToTimer() {
        Duration delay = awaitTimer();
        pass(delay);
        return delay;
    }

    void pass(Duration duration) {
        synchronized (this) {
            now += duration.toNanos();
        }
        for (Optional<Timer> due = takeDue(); due.isPresent(); due = takeDue()) {
            due.get().task().run();
        }
    }

    private synchronized Optional<Timer> takeDue() {
        Optional<Timer> due = first().filter(timer -> timer.due() <= now);
        due.ifPresent(timers::remove);
        return due;
    }

    private Optional<Timer> first() {
        return timers.stream().min(Comparator.comparingLong(Timer::due));
    }

    private synchronized void cancel(Timer timer) {
        timers.remove(timer);
    }
}
