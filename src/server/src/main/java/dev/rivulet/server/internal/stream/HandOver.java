/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A request's way from the JAX-RS resource, which registers its sink, to the {@link HandOverFilter} around it, which opens
 * the stream once the JAX-RS runtime has sent the headers and gone asynchronous.
 */
final class HandOver {

    private static final System.Logger LOG = System.getLogger(HandOver.class.getName());
    private static final int BUFFER_SIZE = 512;
    private static final String ATTRIBUTE = HandOver.class.getName();

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private @Nullable Registered registered;

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

    /** The hand-over of a request that is inside the filter, and that no sink has been registered in. */
    static Optional<HandOver> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof HandOver handOver && handOver.registered == null
                ? Optional.of(handOver)
                : Optional.empty();
    }

    void register(SseEventSink sink, StreamOwner owner, Executor sinkWorkers) {
        registered = new Registered(sink, owner, sinkWorkers);
        prepareResponse();
    }

    /**
     * Sets the headers that keep intermediaries from holding the stream back or storing it, and asks for the smallest
     * buffer: every write is flushed, so a larger one would be allocated for each and stay almost empty.
     */
    void prepareResponse() {
        if (!response.isCommitted()) {
            response.setBufferSize(BUFFER_SIZE);
            response.setHeader("Cache-Control", "no-cache");
            response.setHeader("X-Accel-Buffering", "no");
        }
    }

    /** The resource has returned. */
    void finish() {
        request.removeAttribute(ATTRIBUTE);
        if (registered != null) {
            finish(registered);
        }
    }

    /** The resource has failed. */
    void fail(Throwable cause) {
        request.removeAttribute(ATTRIBUTE);
        if (registered != null) {
            registered.owner().gone(cause);
        }
    }

    private void finish(Registered resource) {
        StreamOwner owner = resource.owner();
        if (response.getStatus() != HttpServletResponse.SC_OK) {
            owner.gone(null);
            return;
        }
        Optional<EventStream> taken = takeOver(resource);
        if (taken.isEmpty()) {
            SinkStream.open(resource.sink(), owner, resource.sinkWorkers());
            return;
        }
        owner.opened(taken.get());
        try {
            taken.get().start(owner);
        } catch (IllegalStateException e) {
            owner.gone(e);
        }
    }

    private Optional<EventStream> takeOver(Registered resource) {
        if (!request.isAsyncStarted()) {
            return Optional.empty();
        }
        AsyncContext context = request.getAsyncContext();
        if (!(context.getResponse() instanceof HttpServletResponse out && isPlainEventStream(out))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ServletStream(context, new SinkCloser(resource.sink(), resource.sinkWorkers())));
        } catch (IOException | IllegalStateException e) {
            LOG.log(Level.WARNING, "The response cannot be taken over, so the slower way through its sink is used", e);
            return Optional.empty();
        }
    }

    /** False where somebody else encodes the bytes on their way, or the response is not the sink's. */
    private static boolean isPlainEventStream(HttpServletResponse response) {
        String type = response.getContentType();
        return type != null
                && type.startsWith(MediaType.SERVER_SENT_EVENTS)
                && response.getHeader("Content-Encoding") == null;
    }

    private record Registered(SseEventSink sink, StreamOwner owner, Executor sinkWorkers) {}
}
