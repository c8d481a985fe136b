/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The streams whose write listener has not been called yet. Thread-safe. */
public final class Beginnings {

    /** A container calls the listener when the request's thread has returned: within milliseconds, and on a full machine later. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final LongSupplier nanoTime;
    private final Executor workers;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private final Set<String> swallowing = ConcurrentHashMap.newKeySet();

    /**
     * None yet.
     *
     * @param nanoTime the clock
     * @param workers open streams that take another way
     */
    public Beginnings(LongSupplier nanoTime, Executor workers) {
        this.nanoTime = nanoTime;
        this.workers = workers;
    }

    /** A stream that waits. */
    interface Waiting {

        /** Since when, in nanoseconds. */
        long since();

        /** It has waited for too long: the listener will not be called. On a thread that may block. */
        void fallBack();

        /** It cannot take another way either. */
        void gone(@Nullable Throwable cause);
    }

    /** On a delivery loop, at each tick: has those take another way that have waited for too long. */
    public void tick() {
        if (waiting.isEmpty()) {
            return;
        }
        long now = nanoTime.getAsLong();
        List<Waiting> late = waiting.stream()
                .filter(beginning -> now - beginning.since() >= PATIENCE.toNanos())
                .toList();
        late.forEach(this::fallBack);
    }

    private void fallBack(Waiting beginning) {
        if (waiting.remove(beginning)) {
            try {
                workers.execute(beginning::fallBack);
            } catch (RejectedExecutionException stopped) {
                beginning.gone(stopped);
            }
        }
    }

    long now() {
        return nanoTime.getAsLong();
    }

    void add(Waiting beginning) {
        waiting.add(beginning);
    }

    void remove(Waiting beginning) {
        waiting.remove(beginning);
    }

    /** Whether a class whose listener is swallowed is met for the first time. */
    boolean isFirstOf(String outputClass) {
        return swallowing.add(outputClass);
    }

    int size() {
        return waiting.size();
    }
}
