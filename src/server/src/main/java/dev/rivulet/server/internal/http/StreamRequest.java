/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.engine.delivery.StreamOwner;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.ws.rs.sse.SseEventSink;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The servlet request of a resource that registers its sink. One thread uses it: the request's. */
public final class StreamRequest {

    private static final int LATIN_1_MAX = 0xFF;
    private static final String LAST_EVENT_ID_HEADER = "Last-Event-ID";
    private static final String LAST_EVENT_ID_PARAMETER = "lastEventId";

    private final HttpServletRequest request;

    /**
     * That request.
     *
     * @param request the current request
     */
    public StreamRequest(HttpServletRequest request) {
        this.request = request;
    }

    /**
     * Where the client wants to resume: the header, which browsers set when they reconnect, or else the parameter, which
     * stays in their URL.
     *
     * @return an id, or empty where there is none
     */
    public Optional<String> lastEventId() {
        return given(request.getHeader(LAST_EVENT_ID_HEADER))
                .or(() -> given(request.getParameter(LAST_EVENT_ID_PARAMETER)));
    }

    /**
     * Whose request it is.
     *
     * @return the user, or empty where nobody is authenticated
     */
    public Optional<Principal> principal() {
        return Optional.ofNullable(request.getUserPrincipal());
    }

    /**
     * When that user's token expires.
     *
     * @return a moment; empty where the user did not come with a token that says
     */
    public Optional<Instant> expires() {
        return principal().flatMap(TokenExpiry::of);
    }

    /**
     * Whether the request presents credentials that nobody has accepted, and yet has come this far: on some servers it does
     * where nobody is required to authenticate, as if it had presented none.
     *
     * @return true if its {@code Authorization} was ignored
     */
    public boolean hasUnacceptedCredentials() {
        return request.getHeader("Authorization") != null && request.getUserPrincipal() == null;
    }

    /**
     * Has a stream end with the request's HTTP session, if it has one.
     *
     * @param sessions the node's
     * @param ended called when the session ends, on any thread; perhaps at once
     * @return what to leave when the stream ends first
     */
    public Optional<Sessions.Member> joinSession(Sessions sessions, Runnable ended) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        SessionListener.listenFor(sessions, request.getServletContext());
        try {
            Sessions.Member member = sessions.join(session.getId(), ended);
            if (request.getSession(false) == null) {
                ended.run();
            }
            return Optional.of(member);
        } catch (IllegalStateException invalidated) {
            ended.run();
            return Optional.empty();
        }
    }

    /**
     * Whether that user has a role.
     *
     * @param role a role's name
     * @return true if so
     */
    public boolean isUserInRole(String role) {
        return request.isUserInRole(role);
    }

    /**
     * Where it comes from.
     *
     * @return the address
     */
    public String remoteAddress() {
        return request.getRemoteAddr();
    }

    /**
     * The origin of the page that asks, where browsers tell it.
     *
     * @return an origin such as {@code https://example.org}
     */
    public Optional<String> origin() {
        return Optional.ofNullable(request.getHeader("Origin"));
    }

    /**
     * Gives the response headers, whatever it becomes. Those of a stream leave when the resource returns.
     *
     * @param headers names and values
     */
    public void answerWith(Map<String, String> headers) {
        HandOver.of(request).ifPresent(handOver -> handOver.setHeaders(headers));
    }

    /**
     * Whether only the headers are asked for, though the JAX-RS runtime has opened a sink all the same.
     *
     * @return true for a HEAD request
     */
    public boolean isHead() {
        return "HEAD".equals(request.getMethod());
    }

    /**
     * Answers a request that shall have no stream.
     *
     * @param sink the resource's sink
     */
    public void refuse(SseEventSink sink) {
        HandOver.of(request).ifPresent(HandOver::prepareResponse);
        SinkCloser.close(sink);
    }

    /**
     * Opens the stream: over the servlet response when the resource has returned, or, where that cannot be, through the
     * sink.
     *
     * @param sink the resource's sink
     * @param owner who will write; is told when the stream is open, or gone
     * @param threads call the sink
     */
    public void open(SseEventSink sink, StreamOwner owner, SinkThreads threads) {
        HandOver.of(request)
                .ifPresentOrElse(
                        handOver -> handOver.register(sink, owner, threads),
                        () -> SinkStream.open(sink, owner, threads.sends()));
    }

    private static Optional<String> given(@Nullable String id) {
        return Optional.ofNullable(id).filter(text -> !text.isEmpty()).map(StreamRequest::asUtf8);
    }

    /** Clients send ids as UTF-8; containers read headers, and some of them parameters, as ISO 8859-1. */
    private static String asUtf8(String id) {
        if (id.chars().anyMatch(c -> c > LATIN_1_MAX)) {
            return id;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(id.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return id;
        }
    }
}
