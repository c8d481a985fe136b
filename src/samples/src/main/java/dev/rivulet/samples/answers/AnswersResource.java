/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples.answers;

import dev.rivulet.samples.Problem;
import dev.rivulet.server.ChannelEndpoint;
import dev.rivulet.server.FiniteChannel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Optional;
import java.util.UUID;

/** Ask, read, stop: three requests, and any number of readers. An id cannot be guessed, so who knows it may read. */
@Path("answers")
@ApplicationScoped
public class AnswersResource {

    private static final int LONGEST_QUESTION = 500;

    @Inject
    Answers answers;

    @Inject
    ChannelEndpoint endpoint;

    /** The answer in the response itself, as a chat reads it. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(
            @FormParam("question") String question, @FormParam("fail") boolean failing, @Context SseEventSink sink) {
        answers.begin(begun(question), failing).subscribe(sink);
    }

    /** Where the answer can be read, as a page asks that wants to survive its reload. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON + ";qs=0.5")
    public Response begin(
            @FormParam("question") String question, @FormParam("fail") boolean failing, @Context UriInfo here) {
        Begun begun = begun(question);
        answers.begin(begun, failing);
        return Response.created(here.getAbsolutePathBuilder().path(begun.id()).build())
                .entity(begun)
                .build();
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void read(@PathParam("id") String id, @Context SseEventSink sink) {
        endpoint.subscribe(sink, "answer-" + id);
    }

    @DELETE
    @Path("{id}")
    public Response stop(@PathParam("id") String id) {
        Optional<FiniteChannel> answer = answers.find(id);
        if (answer.isEmpty()) {
            return Problem.response(Response.Status.NOT_FOUND, "There is no answer \"" + id + "\".");
        }
        return answers.stop(answer.get())
                ? Response.noContent().build()
                : Problem.response(Response.Status.CONFLICT, "The answer has ended already.");
    }

    private static Begun begun(String question) {
        if (question == null || question.isBlank()) {
            throw new BadRequestException(
                    Problem.response(Response.Status.BAD_REQUEST, "question is empty: ask something."));
        }
        if (question.length() > LONGEST_QUESTION) {
            throw new BadRequestException(Problem.response(
                    Response.Status.BAD_REQUEST,
                    "question has " + question.length() + " characters: " + LONGEST_QUESTION + " are allowed."));
        }
        return new Begun(UUID.randomUUID().toString(), question.strip());
    }
}
