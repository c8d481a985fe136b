/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.app;

import dev.rivulet.it.app.SubscriptionRecorder;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import dev.rivulet.server.SubscriptionInfo;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Collectors;

/** A channel's subscriptions, a line each: id and bytes sent, and of those that have ended the reason. */
@Path("subscriptions/{channel}")
@RequestScoped
public class SubscriptionsResource {

    @Inject
    Channels channels;

    @Inject
    SubscriptionRecorder recorder;

    @GET
    @Path("open")
    @Produces(MediaType.TEXT_PLAIN)
    public String open(@PathParam("channel") String channel) {
        return channels.get(ChannelName.of(channel)).subscriptions().list().stream()
                .map(SubscriptionsResource::line)
                .collect(Collectors.joining("\n"));
    }

    @GET
    @Path("closed")
    @Produces(MediaType.TEXT_PLAIN)
    public String closed(@PathParam("channel") String channel) {
        return recorder.closed(channel).stream()
                .map(closed -> line(closed.subscription()) + ' ' + closed.reason())
                .collect(Collectors.joining("\n"));
    }

    private static String line(SubscriptionInfo subscription) {
        return subscription.id() + " " + subscription.bytesSent();
    }
}
