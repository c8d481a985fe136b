/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples;

import dev.rivulet.server.Channel;
import dev.rivulet.server.EventChannel;
import jakarta.annotation.PostConstruct;
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

/** Cuts its streams every five seconds while it goes on counting; a client that comes back gets every number, once. */
@Path("broken/cuts")
@Singleton
@Startup
public class Cuts {

    @Inject
    @Channel("cuts")
    EventChannel cuts;

    private SseBroadcaster clients;
    private long number;

    @PostConstruct
    void start() {
        clients = cuts.broadcaster();
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@Context SseEventSink sink) {
        clients.register(sink);
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void count() {
        cuts.publish(++number);
    }

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    public void cut() {
        clients.close();
        clients = cuts.broadcaster();
    }
}
