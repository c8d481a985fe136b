/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.shop;

import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.SseEventSink;

/** More channels than there may be. */
@Path("catalogue")
public class CatalogueResource {

    @Inject
    Catalogue catalogue;

    @Inject
    Channels channels;

    @POST
    public String fill(int articles) {
        return catalogue.fill(articles);
    }

    /** Lets every exception pass. */
    @GET
    @Path("{article}")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@PathParam("article") String article, @Context SseEventSink sink) {
        channels.subscribe(sink, ChannelName.of(article));
    }
}
