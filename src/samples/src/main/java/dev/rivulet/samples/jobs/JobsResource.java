/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples.jobs;

import dev.rivulet.samples.Problem;
import dev.rivulet.server.ChannelEndpoint;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import dev.rivulet.server.FiniteChannel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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

/** A job runs to its end whether anyone looks or not, and is read from its first line by all who come. */
@Path("jobs")
@ApplicationScoped
public class JobsResource {

    @Inject
    Channels channels;

    @Inject
    ChannelEndpoint endpoint;

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response begin(@FormParam("fail") boolean failing, @Context UriInfo here) {
        String id = UUID.randomUUID().toString();
        channels.begin(ChannelName.of("job-" + id)).feed(Inventory.begin(failing));
        return Response.created(here.getAbsolutePathBuilder().path(id).build()).build();
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void follow(@PathParam("id") String id, @Context SseEventSink sink) {
        endpoint.subscribe(sink, "job-" + id);
    }

    @DELETE
    @Path("{id}")
    public Response stop(@PathParam("id") String id) {
        Optional<FiniteChannel> job = ChannelName.parse("job-" + id).flatMap(channels::findFinite);
        if (job.isEmpty()) {
            return Problem.response(Response.Status.NOT_FOUND, "There is no job \"" + id + "\".");
        }
        if (job.get().hasEnded()) {
            return Problem.response(Response.Status.CONFLICT, "The job has ended already.");
        }
        job.get().fail("The job was stopped."); // which stops its iterator, too
        return Response.noContent().build();
    }
}
