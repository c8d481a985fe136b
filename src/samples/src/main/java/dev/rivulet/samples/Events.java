/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples;

import dev.rivulet.server.Channel;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.EventName;
import dev.rivulet.server.ServerSentEvent;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.SseEventSink;

/** One stream, three kinds of event: without a name, named where it is published, named by its class. */
@Path("events")
@Singleton
@Startup
public class Events {

    @Inject
    @Channel("events")
    EventChannel events;

    private long ticks;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@Context SseEventSink sink) {
        events.subscribe(sink);
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void tick() {
        events.publish(ServerTime.now());
        events.publish(ServerSentEvent.named("myevent", "Hello, world!"));
        events.publish(new CustomEvent("Some custom data", ++ticks));
    }

    /**
     * Sent as JSON.
     *
     * @param text what the tutorials say
     * @param number how many there were
     */
    @EventName("customEvent")
    public record CustomEvent(String text, long number) {}
}
