/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.stream;

import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Has another thread close a sink, since a close may block.
 *
 * @param sink the sink
 * @param threads close it
 */
record SinkCloser(SseEventSink sink, Executor threads) {

    private static final System.Logger LOG = System.getLogger(SinkCloser.class.getName());

    void close() {
        try {
            threads.execute(() -> close(sink));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "The threads have stopped, or have more to close than they can hold", e);
            close(sink);
        }
    }

    /** As any resource's, because Jakarta REST 4.0 lets {@code close} throw what 3.1 does not declare. */
    static void close(AutoCloseable sink) {
        try {
            sink.close();
        } catch (Exception e) {
            LOG.log(Level.DEBUG, "The client had gone before its sink was closed", e);
        }
    }
}
