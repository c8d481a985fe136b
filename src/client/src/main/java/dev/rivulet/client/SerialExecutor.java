/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs a source's tasks one at a time and in order, on threads of another executor. Safe for any thread. */
final class SerialExecutor implements Executor {

    private static final System.Logger LOG = System.getLogger(SerialExecutor.class.getName());

    /** How many tasks run before other sources have their turn. */
    private static final int TURN = 64;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile Executor executor;
    private volatile Consumer<Throwable> onRejection = cause -> {};
    private volatile Consumer<Throwable> onFault = cause -> {};
    private volatile @Nullable Thread runner;

    SerialExecutor(Executor executor) {
        this.executor = executor;
    }

    /**
     * What has to happen, as a task, when the executor refuses to work: from then on tasks run on the threads that all sources
     * share. And what has to happen after a task that threw.
     */
    void whenRejected(Consumer<Throwable> rejection, Consumer<Throwable> fault) {
        onRejection = rejection;
        onFault = fault;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            submit();
        }
    }

    /** Whether the caller is one of the tasks. */
    boolean isCurrent() {
        return Thread.currentThread() == runner;
    }

    private void submit() {
        try {
            executor.execute(this::run);
        } catch (RuntimeException e) { // containers throw more than RejectedExecutionException
            LOG.log(Level.WARNING, "The executor takes no tasks any more, so its source ends", e);
            executor = Threads.listeners();
            tasks.add(() -> onRejection.accept(e));
            waiting.getAndIncrement();
            executor.execute(this::run);
        }
    }

    private void run() {
        int left = TURN;
        do {
            if (left-- == 0) {
                submit();
                return;
            }
            Runnable task = tasks.remove();
            runner = Thread.currentThread();
            runSafely(task);
            runner = null;
        } while (waiting.decrementAndGet() > 0);
    }

    private void runSafely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A fault in Rivulet's client, please report it", e);
            try {
                onFault.accept(e);
            } catch (RuntimeException | Error again) {
                LOG.log(Level.ERROR, "And the source could not be mended", again);
            }
        }
    }
}
