/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.shop;

import dev.rivulet.server.Channel;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.Position;
import dev.rivulet.server.ServerSentEvent;
import dev.rivulet.server.SubscriptionRefusedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.List;

/** Channels whose names are known only at run time: one for each order, and one with the state of all. */
@Path("orders")
public class OrderResource {

    @Inject
    Channels channels;

    @Inject
    @Channel("order-states")
    EventChannel states;

    /** One order, or several on one stream. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@QueryParam("number") List<String> numbers, @Context SseEventSink sink) {
        channels.subscribe(sink, numbers.stream().map(OrderResource::nameOf).toList());
    }

    @GET
    @Path("states")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void streamStates(@Context SseEventSink sink) {
        states.subscribe(sink);
    }

    /** All that is still held of an order. */
    @GET
    @Path("{number}/all")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void streamFromTheBeginning(@PathParam("number") String number, @Context SseEventSink sink) {
        EventChannel order = channels.get(nameOf(number));
        Position beginning = order.position().at(0);
        order.subscribe(sink, beginning);
    }

    /** Answers in its own way where there are too many streams. */
    @GET
    @Path("{number}/busy")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void streamOrConflict(@PathParam("number") String number, @Context SseEventSink sink) {
        try {
            channels.get(nameOf(number)).subscribe(sink);
        } catch (SubscriptionRefusedException refused) {
            throw new WebApplicationException(Response.status(Response.Status.CONFLICT)
                    .type(MediaType.TEXT_PLAIN)
                    .entity(refused.reason() + " " + refused.retryAfter().isPresent())
                    .build());
        }
    }

    @POST
    @Path("{number}/placed")
    public void place(@PathParam("number") String number, int articles) {
        publish(number, new OrderEvent.Placed(number, articles));
    }

    @POST
    @Path("{number}/shipped")
    public void ship(@PathParam("number") String number, String parcel) {
        publish(number, new OrderEvent.Shipped(number, parcel));
    }

    /** By every means of the class. */
    @POST
    @Path("{number}/note")
    public String note(@PathParam("number") String number, String text) {
        EventChannel order = channels.get(nameOf(number));
        order.publish("note", text);
        return order.publish(ServerSentEvent.builder()
                        .name("note")
                        .comment("the second")
                        .reconnectDelay(Duration.ofSeconds(3))
                        .data(text)
                        .build())
                .toString();
    }

    private void publish(String number, OrderEvent event) {
        channels.get(nameOf(number)).publish(event);
        states.publish(event);
    }

    private static ChannelName nameOf(String number) {
        return ChannelName.of("order-" + number);
    }
}
