/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app;

import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import dev.rivulet.server.EventChannel;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.SseEventSink;

/** Leaves its sink to a thread that serves no request, as books on JAX-RS teach; the client has a session. */
@Path("detached/{channel}")
@RequestScoped
public class DetachedResource {

    @Inject
    Channels channels;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(
            @PathParam("channel") String name, @Context SseEventSink sink, @Context HttpServletRequest request) {
        request.getSession(true);
        EventChannel channel = channels.get(ChannelName.of(name));
        Thread thread = new Thread(() -> channel.subscribe(sink), "detached");
        thread.setDaemon(true);
        thread.start();
    }

    @POST
    @Path("logout")
    public void logOut(@Context HttpServletRequest request) {
        request.getSession(false).invalidate();
    }
}
