/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Collection;
import java.util.List;

/**
 * What {@link ChannelResource} answers, for resources with other paths or parameters: the edge where names come from outside.
 * Injected; thread-safe; call it in a resource method. Implemented by Rivulet alone: methods may be added.
 *
 * <p>Each method asks the {@link dev.rivulet.server.spi.ChannelPolicy ChannelPolicy}, and gives pages of the origins in
 * {@code rivulet.cors.origins} access to the answer. Every refusal is a problem document.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details for HTTP APIs</a>
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">WHATWG Fetch, CORS protocol</a>
 */
public interface ChannelEndpoint {

    /**
     * Streams channels, as {@link Channels#subscribe(SseEventSink, ChannelName...)} does, if the policy allows each of them;
     * {@code @me} is the caller's {@linkplain Channels#ofUser own}.
     *
     * @param sink the resource method's {@code @Context} parameter
     * @param names one name or more, from outside
     * @throws jakarta.ws.rs.BadRequestException if no name is given, or more than one stream can carry; if the last event id is
     *     longer than {@code rivulet.limit.last-event-id}; if the policy would have a channel made whose name is none
     * @throws jakarta.ws.rs.NotAuthorizedException if {@code @me} is named, and no user is authenticated
     * @throws jakarta.ws.rs.ForbiddenException if the policy refuses a channel, or there is no policy
     * @throws jakarta.ws.rs.NotFoundException if there is no such channel, and the policy has none made
     * @throws jakarta.ws.rs.ServiceUnavailableException if the application is stopping, or there are too many streams or channels
     * @throws jakarta.ws.rs.ClientErrorException with status 429 if the client has too many streams, or has had too many channels
     *     made
     * @throws IllegalStateException if the sink is closed; if its request cannot be found, or is not asynchronous
     */
    void subscribe(SseEventSink sink, Collection<String> names);

    /**
     * The same, for names that are written out.
     *
     * @param sink the resource method's {@code @Context} parameter
     * @param names one name or more, from outside
     * @throws jakarta.ws.rs.WebApplicationException as {@link #subscribe(SseEventSink, Collection)}
     * @throws IllegalStateException as {@link #subscribe(SseEventSink, Collection)}
     */
    default void subscribe(SseEventSink sink, String... names) {
        subscribe(sink, List.of(names));
    }

    /**
     * The same, where something is not to be as usual. The policy is shown {@link SubscribeOptions#start} and {@link
     * SubscribeOptions#rewind}. Nothing here begins a finite channel.
     *
     * @param sink the resource method's {@code @Context} parameter
     * @param names one name or more, from outside
     * @param options where it starts, and what it is like; such as {@linkplain #asked the client has asked for}
     * @throws jakarta.ws.rs.WebApplicationException as {@link #subscribe(SseEventSink, Collection)}
     * @throws IllegalStateException as {@link #subscribe(SseEventSink, Collection)}
     */
    @Beta
    void subscribe(SseEventSink sink, Collection<String> names, SubscribeOptions options);

    /**
     * What a client asks for by the query of its URL: {@code from=first} or {@code from=now}, or {@code rewind=N}; {@code
     * heartbeats=visible}; {@code names=plain}. Other parameters are the resource's own.
     *
     * @param uri the request's
     * @return the options
     * @throws jakarta.ws.rs.BadRequestException if one of them has another value or is there twice, or {@code from} and {@code rewind} are
     *     both there; the problem document names the value and the rule
     */
    @Beta
    SubscribeOptions asked(UriInfo uri);

    /**
     * The channels that the caller may see, as {@code {"channels":["@me","orders","prices"]}}, sorted. Users' channels are left
     * out, but for the caller's own, which is listed before it exists.
     *
     * @return a response of JSON, not to be stored
     * @throws jakarta.ws.rs.ForbiddenException if there is no policy
     */
    Response list();

    /**
     * Where channels stand, as {@code {"lastEventId":"k3f9a-17","positions":{"prices":"k3f9a-17"}}}: a stream of these
     * channels that is opened with this {@code lastEventId} carries what comes after this moment.
     *
     * @param names one name or more, from outside
     * @return a response of JSON, not to be stored
     * @throws jakarta.ws.rs.BadRequestException if no name is given, or more than {@code rivulet.stream.channels}
     * @throws jakarta.ws.rs.ForbiddenException if the policy refuses a channel, or there is no policy
     * @throws jakarta.ws.rs.NotFoundException if there is no such channel
     */
    Response position(Collection<String> names);

    /**
     * The same, for names that are written out.
     *
     * @param names one name or more, from outside
     * @return a response of JSON, not to be stored
     * @throws jakarta.ws.rs.WebApplicationException as {@link #position(Collection)}
     */
    default Response position(String... names) {
        return position(List.of(names));
    }

    /**
     * What may be done here, and by pages of which origin.
     *
     * @return an empty response
     * @throws jakarta.ws.rs.ForbiddenException if a page of an origin that is not allowed asks
     */
    Response options();
}
