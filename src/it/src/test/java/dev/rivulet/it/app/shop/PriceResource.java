/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.shop;

import dev.rivulet.server.Channel;
import dev.rivulet.server.EventChannel;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.SseEventSink;

/** As in the README: fired events on an {@link EventChannel}. */
@Path("prices")
public class PriceResource {

    @Inject
    @Channel("prices")
    EventChannel prices;

    @Inject
    PriceList list;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@Context SseEventSink sink) {
        prices.subscribe(sink);
    }

    @POST
    @Path("{article}")
    public String change(
            @PathParam("article") String article, @QueryParam("price") int price, @QueryParam("how") String how) {
        switch (how) {
            case "commit" -> list.change(article, price);
            case "rollback" -> {
                try {
                    list.changeInVain(article, price);
                } catch (IllegalStateException refused) {
                    return refused.getMessage();
                }
            }
            case "no-transaction" -> list.changeWithoutTransaction(article, price);
            case "async" -> list.changeSoon(article, price);
            default -> list.changeIn(how, article, price);
        }
        return "changed";
    }

    /** As an attacker would have it who can choose names. */
    @POST
    @Path("forged")
    public String forge() {
        try {
            prices.publish("rivulet:gap", "{}");
            return "published";
        } catch (IllegalArgumentException refused) {
            return refused.getMessage();
        }
    }

    @GET
    @Path("seen")
    public String seen() {
        return list.seen().toString();
    }
}
