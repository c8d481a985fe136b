/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.app;

import dev.rivulet.it.app.Price;
import dev.rivulet.it.app.Transactions;
import dev.rivulet.server.Channel;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.ServerSentEvent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;

/** Publishes by every way that can be injected. */
@Path("injected")
@RequestScoped
public class InjectedResource {

    @Inject
    @Channel("injected")
    Event<Price> event;

    @Inject
    @Channel("injected")
    EventChannel channel;

    @Inject
    @Channel("injected")
    SseBroadcaster broadcaster;

    @Inject
    Channels channels;

    @Inject
    Transactions transactions;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@Context SseEventSink sink) {
        broadcaster.register(sink);
    }

    @POST
    @Path("{way}")
    public void publish(@PathParam("way") String way, String symbol) {
        Price price = new Price(symbol, 12.5);
        switch (way) {
            case "event" -> event.fire(price);
            case "event-async" -> event.fireAsync(price).toCompletableFuture().join();
            case "event-in-transaction" -> transactions.run(() -> event.fire(price));
            case "event-rolled-back" -> rollBack(price);
            case "channel" -> channel.publish(price);
            case "broadcaster" -> broadcaster.broadcast(ServerSentEvent.of(price));
            case "channels" -> channels.get(ChannelName.of("injected")).publish(price);
            default -> throw new IllegalArgumentException(way);
        }
    }

    private void rollBack(Price price) {
        try {
            transactions.run(() -> {
                event.fire(price);
                throw new IllegalStateException("As the test has it");
            });
        } catch (RuntimeException rolledBack) {
            channel.publish("rolled back");
        }
    }
}
