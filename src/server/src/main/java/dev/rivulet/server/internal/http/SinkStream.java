/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.engine.delivery.EventStream;
import dev.rivulet.server.internal.engine.delivery.StreamOwner;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A stream through the JAX-RS sink, for responses that cannot be taken over: one send in flight, the next when the call has
 * returned and its stage has completed, on a worker thread, since a send may block, and so may a close.
 */
public final class SinkStream implements EventStream {

    private final SseEventSink sink;
    private final Executor workers;
    private final SinkCloser closer;
    private @Nullable StreamOwner owner; // set by start, before anything is sent
    private volatile boolean sending;
    private volatile boolean closed;

    SinkStream(SseEventSink sink, Executor workers) {
        this.sink = sink;
        this.workers = workers;
        this.closer = new SinkCloser(sink, workers, () -> {});
    }

    /**
     * Opens a stream where there is no request to take a response over from.
     *
     * @param sink the sink, nobody else's from now on
     * @param owner who will write
     * @param workers runs the sends
     */
    public static void open(SseEventSink sink, StreamOwner owner, Executor workers) {
        EventStream stream = new SinkStream(sink, workers);
        owner.opened(stream);
        stream.start(owner);
    }

    @Override
    public void start(StreamOwner owner) {
        this.owner = owner;
        owner.ready();
    }

    @Override
    public boolean isReady() {
        return !sending;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (closed || sink.isClosed()) {
            throw new IOException("The sink is closed");
        }
        Iterator<OutboundSseEvent> events =
                WireEvents.parse(bytes, offset, length).iterator();
        sending = true;
        try {
            workers.execute(() -> send(events));
        } catch (RejectedExecutionException e) {
            sending = false;
            throw new IOException("No thread sends any more", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        if (!sending) {
            closer.close();
        }
    }

    @Override
    public void abort() {
        closed = true;
        closer.close();
    }

    /** Sends until a stage is not complete at once, and goes on when it completes. */
    private void send(Iterator<OutboundSseEvent> events) {
        try {
            while (events.hasNext() && !closed) {
                CompletionStage<?> stage = sink.send(events.next());
                CompletableFuture<?> sent = stage.toCompletableFuture();
                if (!sent.isDone()) {
                    stage.whenCompleteAsync((ok, failure) -> sendRest(events, failure), workers);
                    return;
                }
                sent.join();
            }
            sent(null);
        } catch (CompletionException e) {
            sent(e.getCause());
        } catch (IllegalStateException e) {
            sent(new IOException("The sink is closed", e));
        } catch (RuntimeException | Error e) {
            sent(e);
        }
    }

    private void sendRest(Iterator<OutboundSseEvent> events, @Nullable Throwable failure) {
        if (failure == null) {
            send(events);
        } else {
            sent(failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure);
        }
    }

    private void sent(@Nullable Throwable failure) {
        StreamOwner whom = Objects.requireNonNull(owner, "started");
        sending = false;
        if (closed) {
            closer.close();
        } else if (failure == null) {
            whom.ready();
        } else {
            whom.gone(failure);
        }
    }
}
