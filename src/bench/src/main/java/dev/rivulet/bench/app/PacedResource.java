/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.app;

import dev.rivulet.server.Channel;
import dev.rivulet.server.EventChannel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;

/** Events at a steady pace, each with its number and when it was published, by the clock that the load generator has too. */
@Path("paced")
@ApplicationScoped
public class PacedResource {

    private static final String PADDING = "x".repeat(80);

    @Inject
    @Channel("paced")
    EventChannel channel;

    /**
     * Opens a stream.
     *
     * @param sink the client
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@Context SseEventSink sink) {
        channel.register(sink);
    }

    /**
     * Publishes events, and returns when the last is published.
     *
     * @param rate events a second
     * @param count how many
     */
    @POST
    public void publish(@QueryParam("rate") int rate, @QueryParam("count") int count) {
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = start + i * 1_000_000_000L / rate;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            channel.publish("#" + i + ' ' + System.nanoTime() + ' ' + PADDING);
        }
    }

    /**
     * Heap in use after a collection.
     *
     * @return bytes
     */
    @GET
    @Path("heap")
    @Produces(MediaType.TEXT_PLAIN)
    public String heap() {
        ManagementFactory.getMemoryMXBean().gc();
        return Long.toString(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    /**
     * How many streams are open.
     *
     * @return a number
     */
    @GET
    @Path("streams")
    @Produces(MediaType.TEXT_PLAIN)
    public String streams() {
        return Integer.toString(channel.subscribers());
    }
}
