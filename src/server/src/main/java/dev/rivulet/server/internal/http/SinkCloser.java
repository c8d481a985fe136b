/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import jakarta.servlet.AsyncContext;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Has another thread close a sink, since a close may block.
 *
 * @param sink the sink
 * @param threads close it
 * @param otherwise ends the response where the runtime cannot
 */
record SinkCloser(SseEventSink sink, Executor threads, Runnable otherwise) {

    private static final System.Logger LOG = System.getLogger(SinkCloser.class.getName());

    /** For a stream that goes through its sink. */
    static SinkCloser ofSink(SseEventSink sink, Executor threads) {
        return new SinkCloser(sink, threads, () -> {});
    }

    /** For a stream that goes past its sink: the response is completed where the runtime cannot end it. */
    static SinkCloser ofResponse(SseEventSink sink, AsyncContext context, Executor threads) {
        return new SinkCloser(sink, threads, () -> complete(context));
    }

    void close() {
        try {
            threads.execute(this::closeNow);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "The threads have stopped, or have more to close than they can hold", e);
            closeNow();
        }
    }

    /**
     * As any resource's, because Jakarta REST 4.0 lets {@code close} throw what 3.1 does not declare.
     *
     * @return false if the runtime is in no state to end the response: RESTEasy sets a write listener to do so, of which a
     *     response has one
     */
    static boolean close(AutoCloseable sink) {
        try {
            sink.close();
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "The runtime cannot end the response", e);
            return false;
        } catch (Exception e) {
            LOG.log(Level.DEBUG, "The client had gone before its sink was closed", e);
        }
        return true;
    }

    private static void complete(AsyncContext context) {
        try {
            context.complete();
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "The container had completed the response", e);
        }
    }

    private void closeNow() {
        if (!close(sink)) {
            otherwise.run();
        }
    }
}
