/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.stream;

import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Has a worker close a sink, since a close may block.
 *
 * @param sink the sink
 * @param workers close it
 */
record SinkCloser(SseEventSink sink, Executor workers) {

    private static final System.Logger LOG = System.getLogger(SinkCloser.class.getName());

    void close() {
        try {
            workers.execute(() -> close(sink));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "The workers have stopped: the container closes the sink", e);
        }
    }

    /** As any resource's, because Jakarta REST 4.0 lets {@code close} throw what 3.1 does not declare. */
    private static void close(AutoCloseable sink) {
        try {
            sink.close();
        } catch (Exception e) {
            LOG.log(Level.DEBUG, "The client had gone before its sink was closed", e);
        }
    }
}
