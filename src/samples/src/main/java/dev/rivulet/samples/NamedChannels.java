/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples;

import dev.rivulet.server.ChannelEndpoint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.SseEventSink;

/**
 * Channels that the client names, one or, with commas between, several on one stream. {@link PublicChannels} has the say
 * which ones it gets.
 */
@Path("events/{channels}")
@ApplicationScoped
public class NamedChannels {

    @Inject
    ChannelEndpoint endpoint;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@PathParam("channels") String names, @Context SseEventSink sink) {
        endpoint.subscribe(sink, names.split(","));
    }
}
