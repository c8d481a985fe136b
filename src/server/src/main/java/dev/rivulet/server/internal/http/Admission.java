/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.ChannelName;
import dev.rivulet.server.spi.ChannelOperation;
import dev.rivulet.server.spi.ChannelPolicy;
import dev.rivulet.server.spi.ChannelRequest;
import jakarta.ws.rs.sse.SseEventSink;
import java.security.Principal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Decides on channel names that came from outside: first the policy, then whether there is such a channel. */
public final class Admission {

    /** The channels that there are, and may be. */
    interface Directory<C> {

        /** Finds a channel. */
        Optional<C> find(ChannelName name);

        /** A user's own, made if it does not exist. */
        C own(String user);

        /** Makes a channel for a request of a user's, if it has one; if another request is faster, the one that it made. */
        C make(ChannelName name, Optional<String> user);
    }

    private final Supplier<Optional<ChannelPolicy>> policy;
    private final CurrentRequest currentRequest;

    /**
     * An admission.
     *
     * @param policy the application's, if it has one
     * @param currentRequest who asks
     */
    public Admission(Supplier<Optional<ChannelPolicy>> policy, CurrentRequest currentRequest) {
        this.policy = policy;
        this.currentRequest = currentRequest;
    }

    /** Does something as the request of a sink, which may have a stream already. */
    void as(SseEventSink sink, boolean open, Runnable action) {
        currentRequest.with(sink, open, () -> {
            currentRequest.get().ifPresent(StreamRequest::allowOrigin); // so that a refusal can be read too
            action.run();
            return true;
        });
    }

    <C> List<C> admit(ChannelOperation operation, Collection<String> names, Directory<C> channels) {
        if (names.isEmpty()) {
            throw Problem.badRequest("Name at least one channel.");
        }
        requireAcceptedCredentials();
        ChannelPolicy allowing = requirePolicy();
        return names.stream()
                .distinct()
                .map(name -> admit(operation, name, allowing, channels))
                .toList();
    }

    /** The names that the caller may see, sorted; his own channel among them, whether or not it exists. */
    List<String> visible(Collection<String> names) {
        requireAcceptedCredentials();
        ChannelPolicy allowing = requirePolicy();
        return Stream.concat(user().map(user -> ChannelName.OWN).stream(), names.stream())
                .filter(name -> allowing.allows(request(ChannelOperation.LIST, name)))
                .sorted()
                .toList();
    }

    /** Who was refused as somebody is not admitted as nobody. */
    private void requireAcceptedCredentials() {
        if (currentRequest.get().filter(StreamRequest::hasUnacceptedCredentials).isPresent()) {
            throw Problem.unauthorized("The credentials of this request were not accepted.");
        }
    }

    private ChannelPolicy requirePolicy() {
        return policy.get()
                .orElseThrow(() -> Problem.forbidden(
                        "The application has no ChannelPolicy, so no channel can be named from outside."));
    }

    private <C> C admit(ChannelOperation operation, String name, ChannelPolicy allowing, Directory<C> channels) {
        boolean own = name.equals(ChannelName.OWN);
        if (own && user().isEmpty()) {
            throw Problem.unauthenticated(
                    "\"" + ChannelName.OWN + "\" is the channel of an authenticated user, and this request has none.");
        }
        ChannelRequest request = request(operation, name);
        if (!allowing.allows(request)) {
            String refused = operation == ChannelOperation.SUBSCRIBE ? "subscribe to" : "see";
            throw Problem.forbidden("You may not " + refused + " the channel " + Problem.shown(name) + '.');
        }
        return own
                ? channels.own(user().orElseThrow())
                : ChannelName.parse(name).flatMap(channels::find).orElseGet(() -> make(request, allowing, channels));
    }

    private <C> C make(ChannelRequest request, ChannelPolicy allowing, Directory<C> channels) {
        String name = request.channel();
        if (!allowing.mayCreate(request)) {
            throw Problem.notFound("There is no channel " + Problem.shown(name) + '.');
        }
        return channels.make(
                ChannelName.parse(name)
                        .orElseThrow(() -> Problem.badRequest("There can be no channel " + Problem.shown(name)
                                + ": a name is 1 to 128 characters out of A-Z a-z 0-9 . _ ~ : - and does not begin with"
                                + " \"rivulet:\".")),
                user());
    }

    /** The name of the request's user, if it has one. */
    private Optional<String> user() {
        return currentRequest
                .get()
                .flatMap(StreamRequest::principal)
                .map(Principal::getName)
                .filter(name -> !name.isEmpty());
    }

    private ChannelRequest request(ChannelOperation operation, String name) {
        ChannelRequest.Builder asked = ChannelRequest.builder(operation, name);
        currentRequest.get().ifPresent(request -> {
            request.lastEventId().ifPresent(asked::lastEventId);
            request.principal().ifPresent(asked::principal);
            asked.roles(request::isUserInRole);
            request.remoteAddress().ifPresent(asked::remoteAddress);
        });
        return asked.build();
    }
}
