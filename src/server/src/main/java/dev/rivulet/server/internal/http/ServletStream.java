/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.engine.delivery.EventStream;
import dev.rivulet.server.internal.engine.delivery.StreamOwner;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A response whose bytes leave non-blocking, past the JAX-RS runtime that opened it. That runtime still ends it, if it
 * can: its own bookkeeping, and the container's, then take the way that they know.
 *
 * @see <a href="https://jakarta.ee/specifications/servlet/6.0/jakarta-servlet-spec-6.0#non-blocking-io">Jakarta Servlet
 *     6.0, section 3.7, Non-blocking IO</a>
 */
final class ServletStream implements EventStream {

    private final AsyncContext context;
    private final ServletOutputStream output;
    private final SseEventSink sink;
    private final SinkCloser closer;
    private volatile @Nullable StreamOwner owner; // until the end: a container may keep its listeners for longer
    private boolean unflushed;

    /**
     * Takes a response over.
     *
     * @param closes threads that end it, since that may block
     */
    ServletStream(AsyncContext context, SseEventSink sink, Executor closes) throws IOException {
        this.context = context;
        this.output = context.getResponse().getOutputStream();
        this.sink = sink;
        this.closer = SinkCloser.ofResponse(sink, context, closes);
    }

    @Override
    public void start(StreamOwner owner) {
        this.owner = owner;
        context.addListener(new ResponseEnd(sink, this::gone));
        output.setWriteListener(new ReadyListener());
    }

    /** From now on tells another, or nobody. */
    void handTo(@Nullable StreamOwner other) {
        owner = other;
    }

    /** Whose output it is: a filter's, where one has wrapped the response. */
    String outputClass() {
        return output.getClass().getName();
    }

    @Override
    public boolean isReady() throws IOException {
        try {
            return output.isReady();
        } catch (IllegalStateException e) {
            throw closed(e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            output.write(bytes, offset, length);
            unflushed = true;
        } catch (IllegalStateException e) {
            throw closed(e);
        }
        flush();
    }

    @Override
    public void flush() throws IOException {
        try {
            if (unflushed && output.isReady()) {
                unflushed = false;
                output.flush();
            }
        } catch (IllegalStateException e) {
            throw closed(e);
        }
    }

    @Override
    public void close() {
        owner = null;
        closer.close();
    }

    @Override
    public void abort() {
        close();
    }

    private void ready() {
        StreamOwner whom = owner;
        if (whom != null) {
            whom.ready();
        }
    }

    private void gone(@Nullable Throwable cause) {
        StreamOwner whom = owner;
        if (whom != null) {
            whom.gone(cause);
        }
    }

    private static IOException closed(IllegalStateException cause) {
        return new IOException("The container has closed the response", cause);
    }

    private final class ReadyListener implements WriteListener {
        @Override
        public void onWritePossible() {
            ready();
        }

        @Override
        public void onError(Throwable cause) {
            gone(cause);
        }
    }
}
