/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.answers;

import dev.rivulet.server.Channel;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import dev.rivulet.server.FiniteChannel;
import dev.rivulet.server.SubscribeOptions;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.List;

/** Answers, as an application would serve them. */
@Path("answers/{id}")
@RequestScoped
public class AnswersResource {

    /** For how long an answer goes on without a reader. */
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    @Inject
    Channels channels;

    @Inject
    @Any
    Event<String> words;

    @Inject
    Visits visits;

    @PathParam("id")
    String id;

    /** Begins an answer, and streams it in the same response. */
    @POST
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void beginAndStream(@Context SseEventSink sink) {
        begin().subscribe(sink);
    }

    /** Begins one, and says where it is. */
    @POST
    @Produces(MediaType.TEXT_PLAIN)
    public Response begin(@Context UriInfo uri) {
        begin();
        return Response.created(uri.getAbsolutePath()).build();
    }

    /** Begins one that is fed with the words of a text. */
    @POST
    @Path("fed")
    @Consumes(MediaType.TEXT_PLAIN)
    @Produces(MediaType.TEXT_PLAIN)
    public Response beginFed(String text, @Context UriInfo uri) {
        begin().feed(List.of(text.split("(?<= )")).iterator());
        return Response.created(uri.getAbsolutePath()).build();
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void read(@Context SseEventSink sink) {
        visits.count(id);
        channels.subscribe(sink, name(), SubscribeOptions.builder().existing().build());
    }

    @DELETE
    public void stop() {
        channels.findFinite(name()).orElseThrow(NotFoundException::new).fail("Stopped by its reader.");
    }

    /** Fires a CDI event into the answer. */
    @PUT
    @Consumes(MediaType.TEXT_PLAIN)
    public void fire(String word) {
        words.select(new Channel.Literal(name().value())).fire(word);
    }

    private FiniteChannel begin() {
        FiniteChannel answer = channels.begin(name());
        answer.whenAbandoned(PATIENCE, () -> answer.fail("Nobody was reading."));
        return answer;
    }

    private ChannelName name() {
        return ChannelName.of("answer-" + id);
    }
}
