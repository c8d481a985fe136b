/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.talks;

import dev.rivulet.server.ChannelEndpoint;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import dev.rivulet.server.FiniteChannel;
import dev.rivulet.server.ServerSentEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.SseEventSink;

/** A finite channel that a test talks on. */
@Path("talks/{name}")
@ApplicationScoped
public class TalksResource {

    @Inject
    Channels channels;

    @Inject
    ChannelEndpoint endpoint;

    @PUT
    public void begin(@PathParam("name") String name) {
        channels.begin(ChannelName.of(name));
    }

    /** Publishes the text, as an event of the name in the header, if there is one. */
    @POST
    @Path("events")
    public void publish(@PathParam("name") String name, @HeaderParam("Event-Name") String event, String text) {
        if (event == null) {
            talk(name).publish(text);
        } else {
            talk(name).publish(ServerSentEvent.named(event, text));
        }
    }

    @POST
    @Path("end")
    public void end(@PathParam("name") String name) {
        talk(name).end();
    }

    /** What a page does whose reader has had enough. */
    @DELETE
    public void stop(@PathParam("name") String name) {
        talk(name).fail("It was stopped.");
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void read(@PathParam("name") String name, @Context SseEventSink sink) {
        endpoint.subscribe(sink, name);
    }

    /** Begins one that streams in the response. */
    @POST
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void beginAndRead(@PathParam("name") String name, @Context SseEventSink sink) {
        channels.begin(ChannelName.of(name)).subscribe(sink);
    }

    private FiniteChannel talk(String name) {
        return ChannelName.parse(name).flatMap(channels::findFinite).orElseThrow(NotFoundException::new);
    }
}
