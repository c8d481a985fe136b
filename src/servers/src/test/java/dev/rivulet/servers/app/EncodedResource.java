/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.app;

import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.SseEventSink;

/** Streams of a coding that is not Rivulet's business: those go through the runtime's sink. */
@Path("encoded/{channel}")
@RequestScoped
public class EncodedResource {

    @Inject
    Channels channels;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(
            @PathParam("channel") String channel, @Context SseEventSink sink, @Context HttpServletResponse response) {
        response.setHeader("Content-Encoding", "none");
        channels.get(ChannelName.of(channel)).subscribe(sink);
    }
}
