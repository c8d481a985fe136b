/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app;

import dev.rivulet.server.ChannelEndpoint;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;

/** Channels whose names come from outside. */
@Path("admitted")
@RequestScoped
public class AdmittedResource {

    @Inject
    ChannelEndpoint endpoint;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@QueryParam("name") List<String> names, @Context SseEventSink sink) {
        endpoint.subscribe(sink, names);
    }
}
