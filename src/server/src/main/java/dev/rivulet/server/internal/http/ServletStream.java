/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.engine.delivery.EventStream;
import dev.rivulet.server.internal.engine.delivery.StreamOwner;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A response whose bytes leave non-blocking, past the JAX-RS runtime that opened it. That runtime still ends it, if it
 * can: its own bookkeeping, and the container's, then take the way that they know.
 *
 * @see <a href="https://jakarta.ee/specifications/servlet/6.0/jakarta-servlet-spec-6.0#non-blocking-io">Jakarta Servlet
 *     6.0, section 3.7, Non-blocking IO</a>
 */
final class ServletStream implements EventStream {

    private static final System.Logger LOG = System.getLogger(ServletStream.class.getName());

    private final AsyncContext context;
    private final ServletOutputStream output;
    private final SseEventSink sink;
    private final SinkCloser closer;
    private final @Nullable Executor flushers;
    private volatile @Nullable StreamOwner owner; // until the end: a container may keep its listeners for longer
    private boolean unflushed;
    private volatile boolean flushing;

    /** Takes the response over from a container whose flush may block, or may not. */
    ServletStream(AsyncContext context, SseEventSink sink, SinkThreads threads, boolean flushMayBlock)
            throws IOException {
        this.context = context;
        this.output = context.getResponse().getOutputStream();
        this.sink = sink;
        this.flushers = flushMayBlock ? threads.sends() : null;
        // What blocks a flush, blocks the end as well.
        this.closer = new SinkCloser(sink, flushMayBlock ? threads.sends() : threads.closes(), this::complete);
    }

    @Override
    public void start(StreamOwner owner) {
        this.owner = owner;
        context.addListener(new EndListener());
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
        if (flushing) {
            return false;
        }
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
            if (unflushed && !flushing && output.isReady()) {
                flushNow();
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

    private void flushNow() throws IOException {
        unflushed = false;
        if (flushers == null) {
            output.flush();
            return;
        }
        flushing = true;
        try {
            flushers.execute(this::flushAndTell);
        } catch (RejectedExecutionException e) {
            throw new IOException("No thread flushes any more", e);
        }
    }

    private void flushAndTell() {
        try {
            output.flush();
            flushing = false;
            ready();
        } catch (IllegalStateException e) {
            gone(closed(e));
        } catch (IOException | RuntimeException e) {
            gone(e);
        }
    }

    private void complete() {
        try {
            context.complete();
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "The container had completed the response", e);
        }
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

    /** The end that nobody here has asked for: the application closed the sink, or the container noticed that the client left. */
    private final class EndListener implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            ended(event);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            ended(event);
        }

        @Override
        public void onError(AsyncEvent event) {
            ended(event);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // A new cycle on this response cannot happen: it never is dispatched again.
        }

        private void ended(AsyncEvent event) {
            if (event.getThrowable() != null) {
                gone(event.getThrowable());
            } else {
                gone(sink.isClosed() ? null : new IOException("The container has completed the response"));
            }
        }
    }
}
