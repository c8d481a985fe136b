/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.util.concurrent.Executor;

/**
 * A response whose output blocks: it takes no write listener, or pays none any heed. It is written past the JAX-RS runtime that
 * opened it, which still ends it.
 */
final class BlockingServletStream extends BlockingStream {

    private final AsyncContext context;
    private final SseEventSink sink;
    private final ServletOutputStream output;

    /**
     * Takes a response over.
     *
     * @param workers write to it and end it
     */
    BlockingServletStream(AsyncContext context, SseEventSink sink, Executor workers) throws IOException {
        super(workers, SinkCloser.ofResponse(sink, context, workers));
        this.context = context;
        this.sink = sink;
        this.output = context.getResponse().getOutputStream();
    }

    /** Has the container tell when the response ends. Payara allows that only as long as the request's own thread is in it. */
    BlockingServletStream hearingTheEnd() {
        context.addListener(new ResponseEnd(sink, this::gone));
        return this;
    }

    @Override
    boolean send(byte[] bytes, int offset, int length) throws IOException {
        output.write(bytes, offset, length);
        output.flush();
        return true;
    }
}
