/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples;

import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Set;
import java.util.stream.Stream;

/** One stream for all that a page listens to: over HTTP/1.1 a browser has six connections to a server, in all its tabs. */
@Path("page")
@ApplicationScoped
public class PageStream {

    private static final Set<String> CHANNELS =
            Set.of("events", "heartbeat", "my-events", "orders", "system", "time", "users");

    @Inject
    Channels channels;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(
            @QueryParam("channel") Set<String> names,
            @QueryParam("user") Set<String> users,
            @Context SseEventSink sink) {
        if (names.isEmpty() || !CHANNELS.containsAll(names)) {
            throw new BadRequestException(
                    Problem.response(Response.Status.BAD_REQUEST, "channel must be some of " + CHANNELS + "."));
        }
        channels.subscribe(
                sink,
                Stream.concat(
                                names.stream().map(ChannelName::of),
                                users.stream().map(Users::channelOf))
                        .toList());
    }
}
