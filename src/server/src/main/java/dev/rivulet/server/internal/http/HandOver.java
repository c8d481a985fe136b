/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.engine.delivery.EventStream;
import dev.rivulet.server.internal.engine.delivery.StreamOwner;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request's way from the JAX-RS resource, which registers its sink, to the {@link HandOverFilter} around it, which opens
 * the stream once the JAX-RS runtime has sent the headers and gone asynchronous. One thread uses it: the request's.
 */
final class HandOver {

    private static final System.Logger LOG = System.getLogger(HandOver.class.getName());
    private static final String ATTRIBUTE = HandOver.class.getName();

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final List<Registered> registered = new ArrayList<>(1);

    private HandOver(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    /** Attaches one to the request, before the resource is called. */
    static HandOver begin(HttpServletRequest request, HttpServletResponse response) {
        HandOver handOver = new HandOver(request, response);
        request.setAttribute(ATTRIBUTE, handOver);
        return handOver;
    }

    /** The hand-over of a request that is inside the filter. */
    static Optional<HandOver> of(HttpServletRequest request) {
        return Optional.ofNullable((HandOver) request.getAttribute(ATTRIBUTE));
    }

    void register(SseEventSink sink, StreamOwner owner, SinkThreads threads) {
        registered.add(new Registered(sink, owner, threads));
        prepareResponse();
    }

    /** Sets the headers that keep intermediaries from holding the stream back or storing it. */
    void prepareResponse() {
        if (!response.isCommitted()) {
            response.setHeader("Cache-Control", "no-cache, no-transform");
            response.setHeader("X-Accel-Buffering", "no");
        }
    }

    void setHeaders(Map<String, String> headers) {
        headers.forEach((name, value) -> {
            if (name.equals("Vary")) {
                response.addHeader(name, value); // others may have said what else it varies with
            } else {
                response.setHeader(name, value);
            }
        });
    }

    /** The resource has returned. Of several sinks no one can tell which is this response's: they keep it. */
    void finish() {
        request.removeAttribute(ATTRIBUTE);
        if (registered.size() == 1 && request.isAsyncStarted()) {
            finish(registered.get(0), request.getAsyncContext());
            return;
        }
        for (Registered resource : registered) {
            if (response.getStatus() < HttpServletResponse.SC_BAD_REQUEST) {
                resource.openThroughSink();
            } else {
                resource.owner().gone(null);
            }
        }
    }

    /** The resource has failed, or its response could not be taken over. */
    void fail(Throwable cause) {
        request.removeAttribute(ATTRIBUTE);
        registered.forEach(resource -> resource.owner().gone(cause));
    }

    /** The context's time-out ends here, since a stream may be silent for as long as it likes. */
    private void finish(Registered resource, AsyncContext context) {
        context.setTimeout(0);
        if (!(context.getResponse() instanceof HttpServletResponse out && isPlainEventStream(out))) {
            resource.openThroughSink();
            return;
        }
        EventStream stream;
        try {
            stream = new ServletStream(context, resource.sink(), resource.threads(), flushMayBlock());
            stream.start(resource.owner());
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "The response cannot be taken over, so the slower way through its sink is used", e);
            resource.openThroughSink();
            return;
        }
        resource.owner().opened(stream);
    }

    /** Open Liberty writes what is flushed, and waits for it, though the output has a write listener. */
    private boolean flushMayBlock() {
        return request.getServletContext().getServerInfo().contains("Liberty");
    }

    /** False where somebody else encodes the bytes on their way, or the response is not the sink's. */
    private static boolean isPlainEventStream(HttpServletResponse response) {
        String type = response.getContentType();
        return type != null
                && type.startsWith(MediaType.SERVER_SENT_EVENTS)
                && response.getHeader("Content-Encoding") == null;
    }

    private record Registered(SseEventSink sink, StreamOwner owner, SinkThreads threads) {
        void openThroughSink() {
            SinkStream.open(sink, owner, threads.sends());
        }
    }
}
