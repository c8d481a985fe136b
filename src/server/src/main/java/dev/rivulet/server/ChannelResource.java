/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;

/**
 * A ready-made resource for channels that clients name. It exists once the application declares it, under a path of its
 * choice, and answers 403 until there is a {@link dev.rivulet.server.spi.ChannelPolicy ChannelPolicy}:
 *
 * <pre>{@code
 * @Path("events")
 * public class Events extends ChannelResource {}
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>request</th><th>answer</th></tr>
 * <tr><td>{@code GET events?channel=prices&channel=orders}</td><td>the stream of these channels</td></tr>
 * <tr><td>{@code GET events?channel=@me}</td><td>the stream of the caller's {@linkplain Channels#ofUser own channel}</td></tr>
 * <tr><td>the same with {@code from=first}, {@code from=now} or {@code rewind=20}</td><td>from the first event that is held, with what
 *     comes, or 20 events back; a client that comes back resumes all the same</td></tr>
 * <tr><td>the same with {@code heartbeats=visible}</td><td>heartbeats as events, {@code rivulet:heartbeat}</td></tr>
 * <tr><td>the same with {@code names=plain}</td><td>unnamed events stay unnamed on a stream of several channels</td></tr>
 * <tr><td>the same with {@code Accept: application/json}</td><td>where these channels stand</td></tr>
 * <tr><td>{@code GET events} with {@code Accept: application/json}</td><td>the channels that the caller may see</td></tr>
 * </table>
 *
 * <p>The subclass may carry {@code @RolesAllowed} and the like. Its methods are called by JAX-RS.
 */
public abstract class ChannelResource {

    // No @Path on a method: servers that look for resources would find this class too, and warn that it is abstract.

    @Inject
    ChannelEndpoint endpoint;

    /** For subclasses. */
    protected ChannelResource() {
        // The container injects the rest.
    }

    /**
     * Streams channels.
     *
     * @param names the channels
     * @param uri what else the client asks for
     * @param sink the client
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void subscribe(@QueryParam("channel") List<String> names, @Context UriInfo uri, @Context SseEventSink sink) {
        endpoint.subscribe(sink, names, endpoint.asked(uri));
    }

    /**
     * Lists channels, or tells where some stand.
     *
     * @param names the channels; none for the list
     * @return those that the caller may see, or where to subscribe from, so that nothing falls between state that is loaded
     *     now and the stream
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON + ";qs=0.5")
    public Response describe(@QueryParam("channel") List<String> names) {
        return names.isEmpty() ? endpoint.list() : endpoint.position(names);
    }

    /**
     * Answers a browser that asks before it lets a page of another origin in.
     *
     * @return whether it may
     */
    @OPTIONS
    public Response options() {
        return endpoint.options();
    }
}
