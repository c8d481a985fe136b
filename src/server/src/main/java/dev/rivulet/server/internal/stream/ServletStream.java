/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;

/**
 * A response whose bytes leave non-blocking, past the JAX-RS runtime that opened it. That runtime still ends it: its own
 * bookkeeping, and the container's, then take the way that they know.
 *
 * @see <a href="https://jakarta.ee/specifications/servlet/6.0/jakarta-servlet-spec-6.0#non-blocking-io">Jakarta Servlet
 *     6.0, section 3.7, Non-blocking IO</a>
 */
final class ServletStream implements EventStream {

    private final AsyncContext context;
    private final ServletOutputStream output;
    private final SinkCloser closer;
    private boolean unflushed;

    /** Takes the response over. */
    ServletStream(AsyncContext context, SinkCloser closer) throws IOException {
        this.context = context;
        this.output = context.getResponse().getOutputStream();
        this.closer = closer;
    }

    @Override
    public void start(StreamOwner owner) {
        context.addListener(new EndListener(owner, closer.sink()));
        output.setWriteListener(new ReadyListener(owner));
    }

    @Override
    public boolean isReady() throws IOException {
        if (unflushed && output.isReady()) {
            unflushed = false;
            output.flush();
        }
        return output.isReady();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            output.write(bytes, offset, length);
            unflushed = true;
            if (output.isReady()) {
                unflushed = false;
                output.flush();
            }
        } catch (IllegalStateException e) {
            throw new IOException("The container has closed the response", e);
        }
    }

    @Override
    public void close() {
        closer.close();
    }

    @Override
    public void abort() {
        closer.close();
    }

    private record ReadyListener(StreamOwner owner) implements WriteListener {
        @Override
        public void onWritePossible() {
            owner.ready();
        }

        @Override
        public void onError(Throwable cause) {
            owner.gone(cause);
        }
    }

    /** The end that nobody here has asked for: the application closed the sink, or the container noticed that the client left. */
    private record EndListener(StreamOwner owner, SseEventSink sink) implements AsyncListener {
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
                owner.gone(event.getThrowable());
            } else {
                owner.gone(sink.isClosed() ? null : new IOException("The container has completed the response"));
            }
        }
    }
}
