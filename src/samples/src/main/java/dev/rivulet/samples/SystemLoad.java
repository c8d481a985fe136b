/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples;

import dev.rivulet.server.Channel;
import dev.rivulet.server.Channels;
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
import jakarta.ws.rs.sse.SseEventSink;

/** Real input: what this server is doing, once a second, as JSON for a chart. */
@Path("system")
@Singleton
@Startup
public class SystemLoad {

    @Inject
    @Channel("system")
    EventChannel system;

    @Inject
    Channels channels;

    private SystemTotals before;

    @PostConstruct
    void start() {
        before = SystemTotals.now();
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@Context SseEventSink sink) {
        system.subscribe(sink);
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void sample() {
        SystemTotals now = SystemTotals.now();
        system.publish(SystemState.between(before, now, channels.streams()));
        before = now;
    }
}
