/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.ChannelName;
import dev.rivulet.server.SubscribeOptions;
import dev.rivulet.server.spi.ChannelOperation;
import dev.rivulet.server.spi.ChannelPolicy;
import dev.rivulet.server.spi.ChannelRequest;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Decides on channel names that came from outside: first the policy, then whether there is such a channel. */
public final class Admission {

    /** The channels that there are, and may be. */
    interface Directory<C> {

        /** A request may have channels of these names. Those that can be none are left out. */
        void allowed(ChannelOperation operation, List<ChannelName> names, SubscribeOptions options);

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

    /** The channels, all of them, if the request may have them; first the policy is asked about each, then they are looked for. */
    <C> List<C> admit(
            ChannelOperation operation, Collection<String> names, SubscribeOptions options, Directory<C> channels) {
        if (names.isEmpty()) {
            throw Problem.badRequest("Name at least one channel.");
        }
        requireAcceptedCredentials();
        ChannelPolicy allowing = requirePolicy();
        List<ChannelRequest> allowed = names.stream()
                .distinct()
                .map(name -> allow(operation, name, options, allowing))
                .toList();
        channels.allowed(
                operation,
                allowed.stream().flatMap(request -> name(request).stream()).toList(),
                options);
        return allowed.stream()
                .map(request -> find(request, allowing, channels))
                .toList();
    }

    /** The names that the caller may see, sorted; his own channel among them, whether or not it exists. */
    List<String> visible(Collection<String> names) {
        requireAcceptedCredentials();
        ChannelPolicy allowing = requirePolicy();
        return Stream.concat(currentRequest.user().map(user -> ChannelName.OWN).stream(), names.stream())
                .filter(name -> allowing.allows(request(ChannelOperation.LIST, name, SubscribeOptions.usual())))
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

    private ChannelRequest allow(
            ChannelOperation operation, String name, SubscribeOptions options, ChannelPolicy allowing) {
        if (name.equals(ChannelName.OWN) && currentRequest.user().isEmpty()) {
            throw Problem.unauthenticated(
                    "\"" + ChannelName.OWN + "\" is the channel of an authenticated user, and this request has none.");
        }
        ChannelRequest request = request(operation, name, options);
        if (!allowing.allows(request)) {
            String refused = operation == ChannelOperation.SUBSCRIBE ? "subscribe to" : "see";
            throw Problem.forbidden("You may not " + refused + " the channel " + Problem.shown(name) + '.');
        }
        return request;
    }

    private <C> C find(ChannelRequest request, ChannelPolicy allowing, Directory<C> channels) {
        return isForOwn(request)
                ? channels.own(currentRequest.user().orElseThrow())
                : ChannelName.parse(request.channel())
                        .flatMap(channels::find)
                        .orElseGet(() -> make(request, allowing, channels));
    }

    private static boolean isForOwn(ChannelRequest request) {
        return request.channel().equals(ChannelName.OWN);
    }

    private Optional<ChannelName> name(ChannelRequest request) {
        return isForOwn(request)
                ? currentRequest.user().map(ChannelName::ofUser)
                : ChannelName.parse(request.channel());
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
                currentRequest.user());
    }

    private ChannelRequest request(ChannelOperation operation, String name, SubscribeOptions options) {
        ChannelRequest.Builder asked = ChannelRequest.builder(operation, name).options(options);
        currentRequest.get().ifPresent(request -> {
            request.lastEventId().ifPresent(asked::lastEventId);
            request.principal().ifPresent(asked::principal);
            asked.roles(request::isUserInRole);
            request.remoteAddress().ifPresent(asked::remoteAddress);
        });
        return asked.build();
    }
}
