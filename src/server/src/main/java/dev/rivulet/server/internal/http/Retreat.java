/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/** How the node gives up its streams, once: it says so, then takes no more, then ends those that it has. Thread-safe. */
public final class Retreat {

    private final Registrar registrar;
    private final Duration notice;
    private final Drain drain;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /**
     * A retreat that has not begun.
     *
     * @param registrar has the streams
     * @param notice how long it still takes streams after it has said that it wants none
     * @param drain how they end
     */
    public Retreat(Registrar registrar, Duration notice, Drain drain) {
        this.registrar = registrar;
        this.notice = notice;
        this.drain = drain;
    }

    /**
     * Whether the node wants streams.
     *
     * @return false from the beginning of the retreat
     */
    public boolean isReady() {
        return !begun.get();
    }

    /** On the calling thread; returns when all streams have been told to end. If it has begun elsewhere, waits for that. */
    public void run() {
        if (begun.compareAndSet(false, true)) {
            retreat();
        }
        ended.join();
    }

    /**
     * The same on a thread of its own, unless it has begun.
     *
     * @param threads makes that
     * @return completed when all streams have been told to end
     */
    public CompletionStage<Void> start(ThreadFactory threads) {
        if (begun.compareAndSet(false, true)) {
            Thread thread = threads.newThread(this::retreat);
            thread.setName("rivulet-drain");
            thread.start();
        }
        return ended.minimalCompletionStage();
    }

    private void retreat() {
        try {
            drain.await(notice);
            registrar.stop();
            registrar.drain(drain);
        } finally {
            ended.complete(null);
        }
    }
}
