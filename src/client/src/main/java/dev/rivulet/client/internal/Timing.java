/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Time, as a source sees it; tests have one that they move by hand. */
public interface Timing {

    /** For differences only. */
    long nanoTime();

    /** Runs the task later; what it returns calls that off. */
    Runnable schedule(Runnable task, Duration delay);

    /** Real time. */
    public record Scheduled(ScheduledExecutorService executor) implements Timing {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public Runnable schedule(Runnable task, Duration delay) {
            ScheduledFuture<?> future =
                    executor.schedule(task, Durations.atMost(delay).toNanos(), TimeUnit.NANOSECONDS);
            return () -> ApplicationCode.run("A scheduler that was to cancel a task", () -> future.cancel(false));
        }
    }
}
