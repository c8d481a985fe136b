/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A client that reads when the test lets it: what is sent meanwhile waits, and nothing more is taken. */
final class HeldSink implements SseEventSink {

    private final List<String> data = new ArrayList<>(); // guarded by this
    private final List<CompletableFuture<Object>> waiting = new ArrayList<>(); // guarded by this
    private boolean held = true; // guarded by this
    private volatile boolean closed;

    @Override
    public synchronized CompletionStage<?> send(OutboundSseEvent event) {
        if (event.getData() instanceof String text) {
            data.add(text);
        }
        if (!held) {
            return CompletableFuture.completedStage(event);
        }
        CompletableFuture<Object> taken = new CompletableFuture<>();
        waiting.add(taken);
        return taken;
    }

    /** Reads everything, from now on. */
    void release() {
        List<CompletableFuture<Object>> taken;
        synchronized (this) {
            held = false;
            taken = List.copyOf(waiting);
            waiting.clear();
        }
        taken.forEach(one -> one.complete(this));
    }

    synchronized List<String> data() {
        return List.copyOf(data);
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
