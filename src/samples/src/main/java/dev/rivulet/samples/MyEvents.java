/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples;

import dev.rivulet.server.Channel;
import dev.rivulet.server.Channels;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.SubscriptionClosed;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.SubscriptionOpened;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Set;
import java.util.TreeSet;

/** Plain CDI events that arrive as JSON. They tell of every stream that is opened and closed here, the page's own first. */
@Path("my-events")
@ApplicationScoped
public class MyEvents {

    @Inject
    @Channel("my-events")
    Event<StreamNews> news;

    @Inject
    @Channel("my-events")
    EventChannel channel;

    @Inject
    Channels channels;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@Context SseEventSink sink) {
        channel.subscribe(sink);
    }

    void opened(@Observes SubscriptionOpened event) {
        tell("opened", event.subscription());
    }

    void closed(@Observes SubscriptionClosed event) {
        tell("closed: " + event.reason(), event.subscription());
    }

    private void tell(String what, SubscriptionInfo subscription) {
        news.fire(new StreamNews(what, new TreeSet<>(subscription.positions().keySet()), channels.streams()));
    }

    /**
     * Sent as JSON.
     *
     * @param what happened to a stream
     * @param channels that it carries
     * @param streams open now
     */
    public record StreamNews(String what, Set<String> channels, int streams) {}
}
