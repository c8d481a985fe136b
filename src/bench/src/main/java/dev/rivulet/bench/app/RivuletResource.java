/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.app;

import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.sse.SseEventSink;

/** Rivulet's channels. */
@Path("rivulet/events/{channel}")
@ApplicationScoped
public class RivuletResource extends EventsResource {

    @Inject
    Channels channels;

    @Override
    protected void register(String channel, SseEventSink sink) {
        channels.get(ChannelName.of(channel)).subscribe(sink);
    }

    @Override
    protected void broadcast(String channel, String data) {
        channels.get(ChannelName.of(channel)).publish(data);
    }
}
