/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The end of a response that nobody here has asked for: the application closed the sink, or the container noticed that the client
 * left.
 */
final class ResponseEnd implements AsyncListener {

    private final SseEventSink sink;
    private final Consumer<@Nullable Throwable> gone;

    /**
     * A listener for a response's context.
     *
     * @param gone is told what went wrong; null if the sink was closed in good order
     */
    ResponseEnd(SseEventSink sink, Consumer<@Nullable Throwable> gone) {
        this.sink = sink;
        this.gone = gone;
    }

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
            gone.accept(event.getThrowable());
        } else {
            gone.accept(sink.isClosed() ? null : new IOException("The container has completed the response"));
        }
    }
}
