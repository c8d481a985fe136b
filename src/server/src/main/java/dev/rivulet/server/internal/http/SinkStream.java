/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.engine.delivery.StreamOwner;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A stream through the JAX-RS sink, for responses that cannot be taken over: one send in flight, the next when the call has
 * returned and its stage has completed.
 */
final class SinkStream extends BlockingStream {

    private final SseEventSink sink;
    private final Executor workers;

    SinkStream(SseEventSink sink, Executor workers) {
        super(workers, SinkCloser.ofSink(sink, workers));
        this.sink = sink;
        this.workers = workers;
    }

    /**
     * Opens a stream where there is no request to take a response over from.
     *
     * @param sink the sink, nobody else's from now on
     * @param owner who will write
     * @param workers runs the sends
     */
    static void open(SseEventSink sink, StreamOwner owner, Executor workers) {
        new SinkStream(sink, workers).open(owner);
    }

    /** At once: the stage of a send to a client that is stuck may never complete. */
    @Override
    public void abort() {
        close();
        end();
    }

    @Override
    boolean send(byte[] bytes, int offset, int length) throws IOException {
        if (sink.isClosed()) {
            throw new IOException("The sink is closed");
        }
        return send(WireEvents.parse(bytes, offset, length).iterator());
    }

    /** Sends until a stage is not complete at once, and goes on when it completes. */
    private boolean send(Iterator<OutboundSseEvent> events) {
        while (events.hasNext() && !isClosed()) {
            CompletionStage<?> stage = sink.send(events.next());
            CompletableFuture<?> sent = stage.toCompletableFuture();
            if (!sent.isDone()) {
                stage.whenCompleteAsync((ok, failure) -> sendRest(events, failure), workers);
                return false;
            }
            sent.join();
        }
        return true;
    }

    private void sendRest(Iterator<OutboundSseEvent> events, @Nullable Throwable failure) {
        if (failure == null) {
            send(() -> send(events));
        } else {
            written(failure);
        }
    }
}
