/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.mistakes;

import dev.rivulet.server.Channel;
import dev.rivulet.server.EventChannel;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

/** One mistake, and streams on which a server, a filter or a package make theirs. */
@Path("mistaken")
@RequestScoped
public class MistakenResource {

    @Inject
    @Channel("prices")
    EventChannel prices;

    /** Without {@code @Produces}. */
    @GET
    @Path("forgotten")
    public void forgotten(@Context SseEventSink sink) {
        prices.subscribe(sink);
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@Context SseEventSink sink) {
        prices.publish("state");
        prices.subscribe(sink, prices.position().epoch() + "-0");
    }

    @GET
    @Path("greeting")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void sendsFirst(@Context SseEventSink sink, @Context Sse sse) {
        sink.send(sse.newEvent("welcome"));
        prices.subscribe(sink);
    }
}
