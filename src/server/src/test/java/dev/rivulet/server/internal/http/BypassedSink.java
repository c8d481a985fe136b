/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * The sink of a response that is written past it: it only ends the response.
 *
 * @param closed whether it says that it is closed
 * @param onClose what closing it does
 */
record BypassedSink(BooleanSupplier closed, Runnable onClose) implements SseEventSink {

    /** An open one. */
    static BypassedSink closing(Runnable onClose) {
        return new BypassedSink(() -> false, onClose);
    }

    @Override
    public boolean isClosed() {
        return closed.getAsBoolean();
    }

    @Override
    public CompletionStage<?> send(OutboundSseEvent event) {
        throw new AssertionError("Nothing goes through the sink");
    }

    @Override
    public void close() {
        onClose.run();
    }
}
