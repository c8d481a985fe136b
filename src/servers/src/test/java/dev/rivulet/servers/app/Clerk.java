/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.app;

import dev.rivulet.server.Channel;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.ServerSentEvent;
import jakarta.ejb.Stateful;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.SseBroadcaster;

/** An EJB that the server may passivate. */
@Stateful
public class Clerk {

    @Inject
    @Channel("clerk")
    EventChannel channel;

    @Inject
    @Channel("clerk")
    SseBroadcaster broadcaster;

    public void publish() {
        channel.publish("channel");
        broadcaster.broadcast(ServerSentEvent.of("broadcaster"));
    }
}
