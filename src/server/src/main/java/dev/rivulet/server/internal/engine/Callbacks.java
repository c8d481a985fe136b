/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import dev.rivulet.server.internal.engine.delivery.ErrorHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Runs what the application wants done, which may take its time: on up to {@value #THREADS} threads of its own, which end when idle.
 * An engine without threads runs it in its turn. Thread-safe.
 */
final class Callbacks {

    private static final int THREADS = 4;
    private static final int QUEUE = 100_000;

    private final ErrorHandler errors;
    private final Optional<NamedThreads> pool;

    Callbacks(Optional<ThreadFactory> threads, ErrorHandler errors) {
        this.errors = errors;
        this.pool = threads.map(factory -> new NamedThreads(THREADS, QUEUE, "rivulet-callback", factory));
    }

    /** Has an action run, once. Never blocks where there are threads. */
    void run(String fault, Runnable action) {
        Runnable guarded = () -> errors.guard(fault, action);
        errors.guard(fault, () -> pool.ifPresentOrElse(threads -> threads.execute(guarded), guarded));
    }

    /** Lets what is running return, and interrupts it if it does not. */
    void stop(Duration timeout) {
        pool.ifPresent(threads -> {
            threads.shutdown();
            try {
                threads.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            threads.shutdownNow();
        });
    }
}
