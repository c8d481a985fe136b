package ${package};

import dev.rivulet.server.Channel;
import dev.rivulet.server.EventChannel;
import jakarta.inject.Inject;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.SseEventSink;

/** The stream of messages, and where they are posted. */
@Path("messages")
public class MessageResource {

    @Inject
    @Channel("messages")
    EventChannel channel;

    @Inject
    Messages messages;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@Context SseEventSink sink) {
        channel.register(sink);
    }

    @POST
    public void post(@FormParam("author") String author, @FormParam("text") String text) {
        messages.post(author, text);
    }
}
