/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples;

import dev.rivulet.server.Channel;
import dev.rivulet.server.EventChannel;
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
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The first example of every tutorial: text, published once a second, that a page shows as it comes. */
@Path("time")
@Singleton
@Startup
public class ServerTime {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    @Inject
    @Channel("time")
    EventChannel time;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@Context SseEventSink sink) {
        time.subscribe(sink);
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void tick() {
        time.publish(now());
    }

    static String now() {
        return LocalTime.now(ZoneId.systemDefault()).format(FORMAT);
    }
}
