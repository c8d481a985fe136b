/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.lang.management.ManagementFactory;
import java.util.stream.Collectors;

/** The server, seen from inside. */
@Path("server")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class ServerResource {

    @Inject
    SubscriptionRecorder recorder;

    /** Bytes of heap in use after a collection. */
    @GET
    @Path("heap")
    public String heap() {
        ManagementFactory.getMemoryMXBean().gc();
        return Long.toString(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    /** Why the subscriptions to a channel have ended, one a line. */
    @GET
    @Path("closed/{channel}")
    public String closed(@PathParam("channel") String channel) {
        return recorder.closed(channel).stream()
                .map(event -> event.reason().name())
                .collect(Collectors.joining("\n"));
    }
}
