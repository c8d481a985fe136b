/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.secured;

import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.SseEventSink;

/** A resource of the application's own that the standard annotation guards. */
@Path("traders/{name}")
@RolesAllowed("trader")
@RequestScoped
public class TradersResource {

    @Inject
    Channels channels;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@PathParam("name") String name, @Context SseEventSink sink) {
        channels.get(ChannelName.of(name)).subscribe(sink);
    }
}
