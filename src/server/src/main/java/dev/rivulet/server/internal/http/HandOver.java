/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.engine.delivery.StreamOwner;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request's way from the JAX-RS resource, which registers its sink, to the {@link HandOverFilter} around it, which opens
 * the stream once the JAX-RS runtime has sent the headers and gone asynchronous. The request's thread uses it; others may ask
 * for the {@link #request}.
 */
final class HandOver {

    private static final System.Logger LOG = System.getLogger(HandOver.class.getName());

    private final HttpServletRequest request;
    private final StreamResponse response;
    private final @Nullable HttpSession session;
    private final Thread thread = Thread.currentThread();
    private final List<RegisteredStream> registered = new ArrayList<>(1);
    private @Nullable StreamRequest read; // guarded by this
    private volatile boolean over;

    private HandOver(HttpServletRequest request, StreamResponse response, @Nullable HttpSession session) {
        this.request = request;
        this.response = response;
        this.session = session;
    }

    /**
     * Attaches one to the request, before the resource is called.
     *
     * @param asksForStream whether the resource will ask for the session in any case, so that this may: where it does not, that
     *     would prolong sessions which the application lets expire
     */
    static HandOver begin(HttpServletRequest request, StreamResponse response, boolean asksForStream) {
        HandOver handOver = new HandOver(request, response, asksForStream ? request.getSession(false) : null);
        request.setAttribute(StreamFilter.HANDED_OVER, handOver);
        return handOver;
    }

    /** The hand-over of a request that has come through the filter. */
    static Optional<HandOver> of(HttpServletRequest request) {
        return Optional.ofNullable((HandOver) request.getAttribute(StreamFilter.HANDED_OVER));
    }

    StreamResponse response() {
        return response;
    }

    /** The session that the request came with, though it may have ended since. */
    Optional<HttpSession> session() {
        return Optional.ofNullable(session);
    }

    /** The request as it was when it left its thread, or, before that, as it is. */
    synchronized StreamRequest request() {
        if (read == null) {
            read = new ServletStreamRequest(request, Optional.empty());
        }
        return read;
    }

    /** Whether the calling thread serves the request, inside the filter: only then the response can be taken over. */
    boolean isOfThisThread() {
        return !over && Thread.currentThread().equals(thread);
    }

    /**
     * Leaves word of a sink, for the filter.
     *
     * @throws IllegalStateException if there can be no stream, since the request is not asynchronous
     */
    void register(SseEventSink sink, StreamOwner owner, SinkThreads threads) {
        if (!request.isAsyncSupported()) {
            throw new IllegalStateException(request.getMethod() + ' ' + request.getRequestURI()
                    + " cannot become a stream, since a servlet or a filter in front of the resource does not support"
                    + " asynchronous requests: declare it with <async-supported>true</async-supported> in web.xml, or"
                    + " asyncSupported = true in its annotation. The servlet is "
                    + request.getHttpServletMapping().getServletName() + ", the filters are "
                    + request.getServletContext().getFilterRegistrations().keySet());
        }
        registered.add(new RegisteredStream(sink, owner, threads));
        response.beStream();
    }

    /** The resource has returned. Of several sinks no one can tell which is this response's: they keep it. */
    void finish() {
        over = true;
        if (registered.isEmpty() && request.isAsyncStarted() && StreamHeaders.isStream(response.getContentType())) {
            request(); // read while it may be, for a thread that registers the sink later
            return;
        }
        request.removeAttribute(StreamFilter.HANDED_OVER); // containers may keep requests for longer
        if (registered.size() == 1 && request.isAsyncStarted()) {
            finish(registered.get(0), request.getAsyncContext());
            return;
        }
        for (RegisteredStream resource : registered) {
            if (response.getStatus() < HttpServletResponse.SC_BAD_REQUEST) {
                resource.openThroughSink();
            } else {
                resource.owner().gone(null);
            }
        }
    }

    /** The resource has failed, or its response could not be taken over. */
    void fail(Throwable cause) {
        over = true;
        request.removeAttribute(StreamFilter.HANDED_OVER);
        registered.forEach(resource -> resource.owner().gone(cause));
    }

    /** The context's time-out ends here, since a stream may be silent for as long as it likes. */
    private void finish(RegisteredStream resource, AsyncContext context) {
        context.setTimeout(0);
        if (!(context.getResponse() instanceof HttpServletResponse out)) {
            resource.openThroughSink();
            return;
        }
        String type = out.getContentType();
        if (type != null && !StreamHeaders.isStream(type)) {
            LOG.log(
                    Level.WARNING,
                    "{0} {1} registered a sink, but answers with {2}: has its method @Produces(\"text/event-stream\")?",
                    request.getMethod(),
                    request.getRequestURI(),
                    type);
            resource.owner().gone(new IOException("The response is " + type + " and no stream"));
            SinkCloser.close(resource.sink());
            return;
        }
        String coding = out.getHeader("Content-Encoding");
        if (type == null || coding != null) {
            if (coding != null) {
                EncodedStreams.found(request, coding);
            }
            resource.openThroughSink();
            return;
        }
        try {
            if (Quirks.writesBlock(request.getServletContext())) {
                resource.blockingStream(context).hearingTheEnd().open(resource.owner());
            } else {
                StreamBeginning.begin(
                        resource.stream(context),
                        resource.owner(),
                        () -> resource.blockingStream(context),
                        resource.threads().beginnings());
            }
            BrowserConnections.opened(request, context);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "The response cannot be taken over, so the slower way through its sink is used", e);
            resource.openThroughSink();
        }
    }

    /** A sink that the resource has registered. */
    private record RegisteredStream(SseEventSink sink, StreamOwner owner, SinkThreads threads) {
        ServletStream stream(AsyncContext context) throws IOException {
            return new ServletStream(context, sink, threads.closes());
        }

        BlockingServletStream blockingStream(AsyncContext context) throws IOException {
            return new BlockingServletStream(context, sink, threads.sends());
        }

        void openThroughSink() {
            SinkStream.open(sink, owner, threads.sends());
        }
    }
}
