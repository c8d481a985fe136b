/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.app;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.SseEventSink;

/** What the two resources have in common: everything but who broadcasts. */
public abstract class EventsResource {

    /**
     * Opens a stream.
     *
     * @param channel its channel
     * @param sink the client
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@PathParam("channel") String channel, @Context SseEventSink sink) {
        register(channel, sink);
    }

    /**
     * Publishes events, one after the other.
     *
     * @param channel their channel
     * @param lines each one's data
     */
    @POST
    @Consumes(MediaType.TEXT_PLAIN)
    public void publish(@PathParam("channel") String channel, String lines) {
        lines.lines().forEach(line -> broadcast(channel, line));
    }

    /**
     * Adds a client.
     *
     * @param channel its channel
     * @param sink the client
     */
    protected abstract void register(String channel, SseEventSink sink);

    /**
     * Sends an event to all of a channel's clients.
     *
     * @param channel the channel
     * @param data the event's
     */
    protected abstract void broadcast(String channel, String data);
}
