/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.app;

import dev.rivulet.it.app.Price;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Publishes an object in a channel, and answers with its position, or with why it could not. */
@Path("objects/{channel}")
@RequestScoped
public class ObjectsResource {

    @Inject
    Channels channels;

    @POST
    @Produces(MediaType.TEXT_PLAIN)
    public String publish(@PathParam("channel") String channel, String symbol) {
        try {
            return channels.get(ChannelName.of(channel))
                    .publish(new Price(symbol, 12.5))
                    .toString();
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }
}
