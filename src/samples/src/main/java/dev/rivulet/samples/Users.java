/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples;

import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Objects;

/**
 * Notes to all pages that a user has open. The samples have no login, so the user is who the path says; an application that has one
 * asks the {@code SecurityContext}, or lets its pages subscribe to {@code @me}.
 */
@Path("users/{name}")
@ApplicationScoped
public class Users {

    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_NOTE = 500;

    @Inject
    Channels channels;

    /** The user's notes, and how many users have a channel. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@PathParam("name") String name, @Context SseEventSink sink) {
        channels.subscribe(sink, channelOf(name), ChannelName.of("users"));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response write(@PathParam("name") String name, @FormParam("note") String note) {
        ChannelName channel = channelOf(name);
        String text = checked("note", Objects.requireNonNullElse(note, ""), LONGEST_NOTE);
        channels.get(channel).publish("note", text);
        return Response.noContent().build();
    }

    /** For a path that anyone can write: a user's channel could have any name. */
    static ChannelName channelOf(String name) {
        return ChannelName.ofUser(checked("name", name, LONGEST_NAME));
    }

    private static String checked(String what, String text, int longest) {
        if (text.isBlank() || text.length() > longest) {
            String actual = text.isBlank() ? " is empty: " : " has " + text.length() + " characters: ";
            throw new BadRequestException(
                    Problem.response(Response.Status.BAD_REQUEST, what + actual + "1 to " + longest + " are allowed."));
        }
        return text;
    }
}
