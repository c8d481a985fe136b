/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app;

import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import dev.rivulet.server.EventChannel;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;

/** Channels by name, for whoever asks: the tests trust each other. */
@Path("channels")
@RequestScoped
public class ChannelsResource {

    @Inject
    Channels channels;

    @GET
    @Path("{name}")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@PathParam("name") String name, @Context SseEventSink sink) {
        channels.get(ChannelName.of(name)).subscribe(sink);
    }

    /** One stream of several channels. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void streamAll(@QueryParam("name") List<String> names, @Context SseEventSink sink) {
        names.forEach(name -> channels.get(ChannelName.of(name)).subscribe(sink));
    }

    /** One stream of so many channels that no URL could name them. */
    @GET
    @Path("many/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void streamMany(@QueryParam("count") int count, @Context SseEventSink sink) {
        for (int i = 0; i < count; i++) {
            channels.get(ChannelName.of("many-" + i)).subscribe(sink);
        }
    }

    /** A stream that a filter of the application compresses. */
    @GET
    @Path("{name}/gzipped")
    @Gzipped
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void streamGzipped(@PathParam("name") String name, @Context SseEventSink sink) {
        channels.get(ChannelName.of(name)).subscribe(sink);
    }

    @GET
    @Path("{name}/position")
    @Produces(MediaType.TEXT_PLAIN)
    public String position(@PathParam("name") String name) {
        return channels.get(ChannelName.of(name)).position().toString();
    }

    @GET
    @Path("{name}/subscribers")
    @Produces(MediaType.TEXT_PLAIN)
    public String subscribers(@PathParam("name") String name) {
        return Integer.toString(channels.get(ChannelName.of(name)).subscribers());
    }

    @POST
    @Path("{name}")
    @Consumes(MediaType.TEXT_PLAIN)
    @Produces(MediaType.TEXT_PLAIN)
    public String publish(@PathParam("name") String name, String data) {
        return channels.get(ChannelName.of(name)).publish(data).toString();
    }

    /** Publishes {@link NumberedEvents} as fast as one thread can. */
    @POST
    @Path("{name}/numbered")
    @Consumes(MediaType.TEXT_PLAIN)
    @Produces(MediaType.TEXT_PLAIN)
    public String publishNumbered(
            @PathParam("name") String name,
            @QueryParam("from") long from,
            @QueryParam("count") int count,
            @QueryParam("size") int size) {
        EventChannel channel = channels.get(ChannelName.of(name));
        for (long number = from; number < from + count; number++) {
            channel.publish(NumberedEvents.data(number, size));
        }
        return channel.position().toString();
    }
}
