/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A task on its way to an executor. One that throws may have taken the task all the same, as a {@code ThreadPoolExecutor} does
 * that has queued it and finds no memory for a thread: only who claims the task first runs it.
 */
public final class Handover implements Runnable {

    private final AtomicReference<@Nullable Runnable> task;

    private Handover(Runnable task) {
        this.task = new AtomicReference<>(task);
    }

    /** Gives the task to the executor. Empty if it is taken; otherwise why not, and then it is never run. */
    public static Optional<Throwable> give(Executor executor, Runnable task) {
        Handover handover = new Handover(task);
        try {
            executor.execute(handover);
            return Optional.empty();
        } catch (Throwable e) {
            return handover.task.getAndSet(null) == null ? Optional.empty() : Optional.of(e);
        }
    }

    @Override
    public void run() {
        Runnable claimed = task.getAndSet(null);
        if (claimed != null) {
            claimed.run();
        }
    }
}
