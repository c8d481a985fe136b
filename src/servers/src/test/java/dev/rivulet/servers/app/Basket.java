/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.app;

import dev.rivulet.it.app.Price;
import dev.rivulet.server.Channel;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.ServerSentEvent;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.SseBroadcaster;
import java.io.Serializable;

/** A bean that the server may passivate with the session, and all that it has injected. */
@SessionScoped
public class Basket implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    @Channel("basket")
    EventChannel channel;

    @Inject
    @Channel("basket")
    SseBroadcaster broadcaster;

    @Inject
    @Channel("basket")
    Event<Price> event;

    public void publish() {
        event.fire(new Price("event", 1));
        channel.publish("channel");
        broadcaster.broadcast(ServerSentEvent.of("broadcaster"));
    }
}
