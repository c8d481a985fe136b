/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.engine.delivery.StreamOwner;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.sse.SseEventSink;
import java.security.Principal;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A servlet request, read when this was made: the container may take it back once its thread has left it. */
final class ServletStreamRequest implements StreamRequest {

    private final HttpServletRequest request;
    private final Optional<String> lastEventId;
    private final Optional<Principal> principal;
    private final Predicate<String> roles;
    private final boolean hasAuthorization;
    private final Optional<String> remoteAddress;
    private final Optional<String> origin;
    private final boolean head;
    private final ServletContext application;
    private final @Nullable HttpSession session;
    private final boolean sessionWasFound;

    /**
     * Reads the request, on its own thread.
     *
     * @param request inside or outside of the filter
     * @param security what JAX-RS knows of its user, where it is known
     */
    ServletStreamRequest(HttpServletRequest request, Optional<SecurityContext> security) {
        this.request = request;
        lastEventId = LastEventId.of(
                request.getHeader(LAST_EVENT_ID_HEADER), () -> request.getParameter(LAST_EVENT_ID_PARAMETER));
        Optional<Principal> ofJaxRs = security.map(SecurityContext::getUserPrincipal);
        principal = ofJaxRs.or(() -> Optional.ofNullable(request.getUserPrincipal()));
        roles = ofJaxRs.isPresent() ? security.get()::isUserInRole : request::isUserInRole;
        hasAuthorization = request.getHeader("Authorization") != null;
        remoteAddress = Optional.ofNullable(request.getRemoteAddr());
        origin = Optional.ofNullable(request.getHeader("Origin"));
        head = "HEAD".equals(request.getMethod());
        application = request.getServletContext();
        HttpSession found = request.getSession(false); // itself no request's: it can be asked for as long as it lives
        session = found != null
                ? found
                : HandOver.of(request).flatMap(HandOver::session).orElse(null);
        sessionWasFound = found != null;
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
        if (session == null) {
            return Optional.empty();
        }
        String sessionId = idOf(session);
        if (sessionId == null) {
            ended.run();
            return Optional.empty();
        }
        SessionListener.listenFor(sessions, application);
        Sessions.Member member = sessions.join(sessionId, ended);
        if (isOver(session)) { // before the listener knew of this stream
            ended.run();
        }
        return Optional.of(member);
    }

    @Override
    public boolean isUserInRole(String role) {
        return roles.test(role);
    }

    @Override
    public Optional<String> remoteAddress() {
        return remoteAddress;
    }

    @Override
    public Optional<String> origin() {
        return origin;
    }

    @Override
    public void allowOrigin() {
        HandOver.of(request).ifPresent(handOver -> handOver.response().share());
    }

    @Override
    public boolean isHead() {
        return head;
    }

    @Override
    public void refuse(SseEventSink sink) {
        HandOver.of(request).ifPresent(handOver -> handOver.response().beStream());
        SinkCloser.close(sink);
    }

    @Override
    public void open(SseEventSink sink, StreamOwner owner, SinkThreads threads) {
        HandOver.of(request)
                .filter(HandOver::isOfThisThread)
                .ifPresentOrElse(
                        handOver -> handOver.register(sink, owner, threads),
                        () -> openThroughSink(sink, owner, threads));
    }

    private void openThroughSink(SseEventSink sink, StreamOwner owner, SinkThreads threads) {
        WebModule.streamPassesNoFilter(application);
        SinkStream.open(sink, owner, threads.sends());
    }

    /** One that was not found, but only noted when the request came, says so itself. */
    private boolean isOver(HttpSession joined) {
        try {
            joined.getCreationTime(); // throws if it has been invalidated, which its id does not everywhere
            return sessionWasFound && request.getSession(false) == null;
        } catch (IllegalStateException invalidated) {
            return true;
        }
    }

    /** Null of a session that has been invalidated. */
    private static @Nullable String idOf(HttpSession session) {
        try {
            return session.getId();
        } catch (IllegalStateException invalidated) {
            return null;
        }
    }
}
