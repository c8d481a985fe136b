/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.channel;

import dev.rivulet.server.internal.stream.StreamRequest;
import dev.rivulet.server.spi.ChannelPolicy;
import dev.rivulet.server.spi.ChannelRequest;
import jakarta.json.Json;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Decides on channel names that came from outside: first the policy, then whether there is such a channel.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details for HTTP APIs</a>
 */
public final class Admission {

    private final Supplier<Optional<ChannelPolicy>> policy;
    private final Supplier<Optional<StreamRequest>> currentRequest;

    /**
     * An admission.
     *
     * @param policy the application's, if it has one
     * @param currentRequest who asks
     */
    public Admission(Supplier<Optional<ChannelPolicy>> policy, Supplier<Optional<StreamRequest>> currentRequest) {
        this.policy = policy;
        this.currentRequest = currentRequest;
    }

    <C> List<C> admit(List<String> names, Function<String, Optional<C>> channels) {
        if (names.isEmpty()) {
            throw new BadRequestException(problem(Response.Status.BAD_REQUEST, "Name at least one channel."));
        }
        ChannelPolicy allowing = policy.get()
                .orElseThrow(() -> new ForbiddenException(problem(
                        Response.Status.FORBIDDEN,
                        "The application has no ChannelPolicy, so no channel can be named from outside.")));
        return names.stream()
                .distinct()
                .map(name -> admit(name, allowing, channels))
                .toList();
    }

    private <C> C admit(String name, ChannelPolicy allowing, Function<String, Optional<C>> channels) {
        if (!allowing.allows(request(name))) {
            throw new ForbiddenException(
                    problem(Response.Status.FORBIDDEN, "You may not subscribe to the channel \"" + name + "\"."));
        }
        return channels.apply(name)
                .orElseThrow(() -> new NotFoundException(
                        problem(Response.Status.NOT_FOUND, "There is no channel \"" + name + "\".")));
    }

    private ChannelRequest request(String name) {
        Optional<StreamRequest> request = currentRequest.get();
        return new ChannelRequest(
                name,
                request.flatMap(StreamRequest::principal),
                role -> request.isPresent() && request.get().isUserInRole(role),
                request.map(StreamRequest::remoteAddress));
    }

    private static Response problem(Response.Status status, String detail) {
        String body = Json.createObjectBuilder()
                .add("title", status.getReasonPhrase())
                .add("status", status.getStatusCode())
                .add("detail", detail)
                .build()
                .toString();
        return Response.status(status)
                .type("application/problem+json")
                .entity(body)
                .build();
    }
}
