/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.shop;

import dev.rivulet.server.Channel;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Map;

/** Knows JAX-RS alone, but for the annotation. */
@Path("stock")
public class StockResource {

    @Inject
    @Channel("stock")
    SseBroadcaster stock;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@Context SseEventSink sink) {
        stock.register(sink);
    }

    @POST
    public void count(@Context Sse sse, String article) {
        stock.broadcast(sse.newEventBuilder()
                .id("count-of-" + article)
                .name("counted")
                .comment("by hand")
                .reconnectDelay(4_000)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(Map.class, Map.of("article", article))
                .build());
    }
}
