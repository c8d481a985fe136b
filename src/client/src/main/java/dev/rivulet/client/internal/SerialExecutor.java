/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a source's tasks one at a time and in order, on threads of another executor. No task and no executor that throws stops
 * it. Safe for any thread.
 */
public final class SerialExecutor implements Executor {

    private static final System.Logger LOG = System.getLogger(SerialExecutor.class.getName());

    /** How many tasks run before other sources have their turn. */
    private static final int TURN = 64;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Executor shared;
    private volatile Executor executor;
    private volatile Consumer<Throwable> onRejection = cause -> {};
    private volatile Consumer<Throwable> onFault = cause -> {};
    private volatile @Nullable Thread runner;

    public SerialExecutor(Executor executor) {
        this(executor, Threads.listeners());
    }

    /** With the one that stands in for an executor that refuses. */
    public SerialExecutor(Executor executor, Executor shared) {
        this.executor = executor;
        this.shared = shared;
    }

    /**
     * What has to happen, as a task, when the executor refuses to work: from then on tasks run on the threads that all sources
     * share. And what has to happen after a task that threw.
     */
    public void whenRejected(Consumer<Throwable> rejection, Consumer<Throwable> fault) {
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
    public boolean isCurrent() {
        return Thread.currentThread() == runner;
    }

    private void submit() {
        Executor current = executor;
        Optional<Throwable> refusal = Handover.give(current, this::run);
        if (refusal.isPresent() && current != shared) {
            rejected(refusal.get());
            refusal = Handover.give(shared, this::run);
        }
        if (refusal.isPresent()) { // not even a thread of ours is to be had: the caller's has to do
            run();
        }
    }

    private void rejected(Throwable cause) {
        ApplicationCode.log(LOG, Level.WARNING, "The executor takes no tasks any more, so its source ends", cause);
        executor = shared;
        tasks.add(() -> onRejection.accept(cause));
        waiting.getAndIncrement();
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
        } catch (Throwable e) {
            ApplicationCode.log(LOG, Level.ERROR, "A fault in Rivulet's client, please report it", e);
            try {
                onFault.accept(e);
            } catch (Throwable again) {
                ApplicationCode.log(LOG, Level.ERROR, "And the source could not be mended", again);
            }
        }
    }
}
