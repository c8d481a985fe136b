/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.engine.delivery.StreamOwner;
import jakarta.ws.rs.sse.SseEventSink;
import java.security.Principal;
import java.time.Instant;
import java.util.Optional;

/**
 * The request of a client that asks for channels. What it says was read on its own thread, so that it can be used from any
 * other.
 */
public interface StreamRequest {

    /** The header with which browsers resume when they reconnect. */
    String LAST_EVENT_ID_HEADER = "Last-Event-ID";

    /** The query parameter that says the same, and stays in the client's URL. */
    String LAST_EVENT_ID_PARAMETER = "lastEventId";

    /**
     * Where the client wants to resume: the header or else the parameter.
     *
     * @return an id, or empty where there is none
     */
    Optional<String> lastEventId();

    /**
     * Whose request it is, as JAX-RS knows it: an application may have set its {@code SecurityContext}.
     *
     * @return the user, or empty where none is authenticated
     */
    Optional<Principal> principal();

    /**
     * When that user's token expires.
     *
     * @return a moment; empty where the user did not come with a token that says
     */
    default Optional<Instant> expires() {
        return principal().flatMap(TokenExpiry::of);
    }

    /**
     * Whether the request presents credentials that the server has not accepted, and yet has come this far: on some servers it
     * does where no authentication is required, as if it had presented none.
     *
     * @return true if its {@code Authorization} was ignored
     */
    boolean hasUnacceptedCredentials();

    /**
     * Has a stream end with the request's HTTP session, if it has one.
     *
     * @param sessions the node's
     * @param ended called when the session ends, on any thread; perhaps at once
     * @return what to leave when the stream ends first
     */
    Optional<Sessions.Member> joinSession(Sessions sessions, Runnable ended);

    /**
     * Whether that user has a role.
     *
     * @param role a role's name
     * @return true if so
     */
    boolean isUserInRole(String role);

    /**
     * Where it comes from.
     *
     * @return the address; empty where there is no servlet request to tell
     */
    Optional<String> remoteAddress();

    /**
     * The origin of the page that asks, where browsers tell it.
     *
     * @return an origin such as {@code https://example.org}
     */
    Optional<String> origin();

    /** Lets the page that asks read the answer, whatever it becomes, if the page's origin has access. */
    void allowOrigin();

    /**
     * Whether only the headers are asked for, though the JAX-RS runtime has opened a sink all the same.
     *
     * @return true for a HEAD request
     */
    boolean isHead();

    /**
     * Answers a request that is to have no stream.
     *
     * @param sink the resource's sink
     */
    void refuse(SseEventSink sink);

    /**
     * Opens the stream: over the servlet response when the resource has returned, or, where that cannot be, through the
     * sink.
     *
     * @param sink the resource's sink
     * @param owner who will write; is told when the stream is open, or gone
     * @param threads call the sink
     */
    void open(SseEventSink sink, StreamOwner owner, SinkThreads threads);
}
