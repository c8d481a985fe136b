/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples;

import dev.rivulet.server.Channel;
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
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;

/** The standard's own types: a JAX-RS broadcaster, injected, that sends an event with a name every second. */
@Path("heartbeat")
@Singleton
@Startup
public class Heartbeat {

    @Inject
    @Channel("heartbeat")
    SseBroadcaster heartbeat;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@Context SseEventSink sink) {
        heartbeat.register(sink);
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void beat() {
        heartbeat.broadcast(ServerSentEvent.named("heartbeat", "OK"));
    }
}
