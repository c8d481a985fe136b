/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app;

import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

/** Resources that do more with their sink than register it. */
@Path("odd/{name}")
@RequestScoped
public class OddStreamsResource {

    @Inject
    Channels channels;

    @Inject
    Desk desk;

    @GET
    @Path("greeting")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void sendsFirst(@PathParam("name") String name, @Context SseEventSink sink, @Context Sse sse) {
        sink.send(sse.newEvent("greeting", "welcome"));
        channels.get(ChannelName.of(name)).subscribe(sink);
    }

    @GET
    @Path("failing")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void failsAfterwards(@PathParam("name") String name, @Context SseEventSink sink) {
        channels.get(ChannelName.of(name)).subscribe(sink);
        throw new IllegalStateException("As the test has it");
    }

    /** Leaves its sink on the {@link Desk}, for the test to close. */
    @GET
    @Path("kept")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void keepsTheSink(@PathParam("name") String name, @Context SseEventSink sink) {
        channels.get(ChannelName.of(name)).subscribe(sink);
        desk.put(name, sink);
    }

    /** Leaves its sink on the {@link Desk}, for the test to register. */
    @GET
    @Path("unregistered")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void registersLater(@PathParam("name") String name, @Context SseEventSink sink) {
        desk.put(name, sink);
    }

    /** Registers the sink that waits on the {@link Desk}, and then its own. */
    @GET
    @Path("both")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void registersAnotherSinkToo(
            @PathParam("name") String name, @QueryParam("waiting") String waiting, @Context SseEventSink sink) {
        channels.get(ChannelName.of(waiting)).subscribe(desk.sink(waiting));
        channels.get(ChannelName.of(name)).subscribe(sink);
    }

    @GET
    @Path("closing")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void closesAtOnce(@PathParam("name") String name, @Context SseEventSink sink) {
        channels.get(ChannelName.of(name)).subscribe(sink);
        sink.close();
    }

    @GET
    @Path("closed")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void registersTooLate(@PathParam("name") String name, @Context SseEventSink sink) {
        sink.close();
        channels.get(ChannelName.of(name)).subscribe(sink);
    }

    /** Registers with the broadcaster that the test has put on the {@link Desk}. */
    @GET
    @Path("broadcaster")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void registersWithBroadcaster(@PathParam("name") String name, @Context SseEventSink sink) {
        desk.broadcaster(name).register(sink);
        desk.put(name, sink);
    }

    /** Resumes where the resource says, whatever the request does. */
    @GET
    @Path("from")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void resumesElsewhere(
            @PathParam("name") String name, @QueryParam("id") String id, @Context SseEventSink sink) {
        channels.get(ChannelName.of(name)).subscribe(sink, id);
    }
}
