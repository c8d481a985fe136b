/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.config.CrossOrigin;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What JAX-RS sees of a stream where the servlet filter is not: sets the headers that must be there before the first byte, and
 * tells who asks. Registered by {@link Requests}.
 */
public final class StreamFilter implements ContainerResponseFilter {

    /** The property of a request that the servlet filter sees to. */
    static final String HANDED_OVER = "dev.rivulet.server.hand-over";

    private final CrossOrigin crossOrigin;
    private final Refusals refusals;

    @Context
    @Nullable
    HttpHeaders headers;

    @Context
    @Nullable
    UriInfo uri;

    @Context
    @Nullable
    SecurityContext security;

    @Context
    @Nullable
    Request request;

    @Context
    @Nullable
    ResourceInfo resource;

    /**
     * A filter, into which JAX-RS injects the rest.
     *
     * @param crossOrigin which other origins have access
     * @param refusals learn of refusals
     */
    StreamFilter(CrossOrigin crossOrigin, Refusals refusals) {
        this.crossOrigin = crossOrigin;
        this.refusals = refusals;
    }

    @Override
    public void filter(ContainerRequestContext asked, ContainerResponseContext answer) {
        boolean stream = isStream(answer);
        if (answer.getStatus() >= 400) {
            refusals.seen(asked, answer);
        }
        if (asked.getProperty(HANDED_OVER) != null) {
            return;
        }
        MultivaluedMap<String, Object> out = answer.getHeaders();
        if (stream) {
            out.putSingle(
                    StreamHeaders.CACHE_CONTROL,
                    StreamHeaders.cacheControl(answer.getHeaderString(StreamHeaders.CACHE_CONTROL)));
            out.putIfAbsent(StreamHeaders.BUFFERING, List.of(StreamHeaders.UNBUFFERED));
        }
        if (stream || asksForStream(asked)) {
            crossOrigin
                    .headers(Optional.ofNullable(asked.getHeaderString("Origin")))
                    .forEach((name, value) -> {
                        if (name.equals("Vary")) {
                            out.add(name, value);
                        } else if (!out.containsKey(name)) {
                            out.putSingle(name, value);
                        }
                    });
        }
    }

    /** Who asks, on the thread that serves a resource; empty on any other. */
    Optional<StreamRequest> currentRequest() {
        return inRequest(
                () -> new JaxRsStreamRequest(injected(headers), injected(uri), injected(security), injected(request)));
    }

    /** The user of that request, as JAX-RS knows it. */
    Optional<SecurityContext> currentUser() {
        return inRequest(() -> {
            SecurityContext current = injected(security);
            current.getUserPrincipal(); // throws where there is no request
            return current;
        });
    }

    /** The resource's method that serves that request. */
    Optional<Method> currentMethod() {
        return inRequest(() -> injected(resource).getResourceMethod());
    }

    private static <T> T injected(@Nullable T field) {
        return Objects.requireNonNull(field, "injected by JAX-RS");
    }

    private static <T> Optional<T> inRequest(Supplier<@Nullable T> read) {
        try {
            return Optional.ofNullable(read.get());
        } catch (RuntimeException noRequest) { // runtimes throw what they like
            return Optional.empty();
        }
    }

    private static boolean isStream(ContainerResponseContext answer) {
        MediaType type = answer.getMediaType();
        return answer.getEntity() instanceof SseEventSink || (type != null && StreamHeaders.isStream(type.toString()));
    }

    static boolean asksForStream(ContainerRequestContext asked) {
        String accept = asked.getHeaderString(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.SERVER_SENT_EVENTS);
    }
}
