/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.quarkus;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A broadcaster for each channel. */
@Path("events/{channel}")
@ApplicationScoped
public class EventsResource {

    private final Map<String, SseBroadcaster> broadcasters = new ConcurrentHashMap<>();

    /**
     * Opens a stream, with a comment that makes the head go out.
     *
     * @param channel its channel
     * @param sink the client
     * @param sse makes broadcasters and events
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@PathParam("channel") String channel, @Context SseEventSink sink, @Context Sse sse) {
        broadcaster(channel, sse).register(sink);
        var unused = sink.send(sse.newEventBuilder().comment("open").build());
    }

    /**
     * Publishes events, one after the other.
     *
     * @param channel their channel
     * @param lines each one's data
     * @param sse makes broadcasters and events
     */
    @POST
    @Consumes(MediaType.TEXT_PLAIN)
    @Blocking
    public void publish(@PathParam("channel") String channel, String lines, @Context Sse sse) {
        SseBroadcaster broadcaster = broadcaster(channel, sse);
        lines.lines().forEach(line -> {
            var unused = broadcaster.broadcast(sse.newEvent(line));
        });
    }

    private SseBroadcaster broadcaster(String channel, Sse sse) {
        return broadcasters.computeIfAbsent(channel, name -> sse.newBroadcaster());
    }
}
