/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;

/** What the two resources have in common: everything but the broadcaster. */
public abstract class BroadcasterResource {

    private static final String DATA = "#".concat("x".repeat(99));

    /**
     * The broadcaster to measure.
     *
     * @return a broadcaster
     */
    protected abstract SseBroadcaster broadcaster();

    /**
     * Opens a stream.
     *
     * @param sink the client
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@Context SseEventSink sink) {
        broadcaster().register(sink);
    }

    /**
     * Publishes events, one after the other.
     *
     * @param count how many
     * @param sse makes them
     */
    @POST
    public void publish(@QueryParam("count") int count, @Context Sse sse) {
        SseBroadcaster broadcaster = broadcaster();
        for (int i = 0; i < count; i++) {
            broadcaster.broadcast(sse.newEvent(DATA));
        }
    }
}
