/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.engine.delivery.EventStream;
import dev.rivulet.server.internal.engine.delivery.StreamOwner;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A response whose output takes no write listener: a worker writes and flushes, one piece at a time, and may block for as long
 * as its client does not read.
 */
final class BlockingStream implements EventStream {

    private static final System.Logger LOG = System.getLogger(BlockingStream.class.getName());

    private final AsyncContext context;
    private final ServletOutputStream output;
    private final Executor workers;
    private final SinkCloser closer;
    private @Nullable StreamOwner owner; // set by start, before anything is written
    private volatile boolean writing;
    private volatile boolean closed;

    BlockingStream(AsyncContext context, SseEventSink sink, Executor workers) throws IOException {
        this.context = context;
        this.output = context.getResponse().getOutputStream();
        this.workers = workers;
        this.closer = new SinkCloser(sink, workers, this::complete);
    }

    @Override
    public void start(StreamOwner owner) {
        this.owner = owner;
        owner.ready();
    }

    @Override
    public boolean isReady() {
        return !writing;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException("The stream is closed");
        }
        writing = true;
        try {
            workers.execute(() -> writeNow(bytes, offset, length));
        } catch (RejectedExecutionException e) {
            writing = false;
            throw new IOException("No thread writes any more", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        if (!writing) {
            closer.close();
        }
    }

    @Override
    public void abort() {
        closed = true;
        closer.close();
    }

    private void writeNow(byte[] bytes, int offset, int length) {
        StreamOwner whom = Objects.requireNonNull(owner, "started");
        @Nullable Throwable failure = null;
        try {
            output.write(bytes, offset, length);
            output.flush();
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
        writing = false;
        if (closed) {
            closer.close();
        } else if (failure == null) {
            whom.ready();
        } else {
            whom.gone(failure);
        }
    }

    private void complete() {
        try {
            context.complete();
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "The container had completed the response", e);
        }
    }
}
