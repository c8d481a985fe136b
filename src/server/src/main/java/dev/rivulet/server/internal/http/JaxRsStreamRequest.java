/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.engine.delivery.StreamOwner;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.SseEventSink;
import java.security.Principal;
import java.util.Optional;

/** A request where there are no servlets, as JAX-RS tells it: without an address, and without a session. */
final class JaxRsStreamRequest implements StreamRequest {

    private final Optional<String> lastEventId;
    private final Optional<Principal> principal;
    private final SecurityContext security;
    private final boolean hasAuthorization;
    private final Optional<String> origin;
    private final boolean head;

    /** Reads the request, on its own thread. */
    JaxRsStreamRequest(HttpHeaders headers, UriInfo uri, SecurityContext security, Request request) {
        lastEventId = LastEventId.of(
                headers.getHeaderString(LAST_EVENT_ID_HEADER),
                () -> uri.getQueryParameters().getFirst(LAST_EVENT_ID_PARAMETER));
        principal = Optional.ofNullable(security.getUserPrincipal());
        this.security = security;
        hasAuthorization = headers.getHeaderString(HttpHeaders.AUTHORIZATION) != null;
        origin = Optional.ofNullable(headers.getHeaderString("Origin"));
        head = "HEAD".equals(request.getMethod());
    }

    @Override
    public Optional<String> lastEventId() {
        return lastEventId;
    }

    @Override
    public Optional<Principal> principal() {
        return principal;
    }

    @Override
    public boolean hasUnacceptedCredentials() {
        return hasAuthorization && principal.isEmpty();
    }

    @Override
    public Optional<Sessions.Member> joinSession(Sessions sessions, Runnable ended) {
        return Optional.empty();
    }

    /** False on any thread but the request's, where the runtime does not tell. */
    @Override
    public boolean isUserInRole(String role) {
        try {
            return principal.isPresent() && security.isUserInRole(role);
        } catch (RuntimeException notItsThread) { // runtimes throw what they like
            return false;
        }
    }

    @Override
    public Optional<String> remoteAddress() {
        return Optional.empty();
    }

    @Override
    public Optional<String> origin() {
        return origin;
    }

    /** Every answer to a request for a stream is let through by the {@link StreamFilter}. */
    @Override
    public void allowOrigin() {
        // Nothing more to do.
    }

    @Override
    public boolean isHead() {
        return head;
    }

    @Override
    public void refuse(SseEventSink sink) {
        SinkCloser.close(sink);
    }

    @Override
    public void open(SseEventSink sink, StreamOwner owner, SinkThreads threads) {
        SinkStream.open(sink, owner, threads.sends());
    }
}
