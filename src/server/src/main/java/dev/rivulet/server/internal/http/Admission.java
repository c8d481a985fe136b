/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.spi.ChannelOperation;
import dev.rivulet.server.spi.ChannelPolicy;
import dev.rivulet.server.spi.ChannelRequest;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Decides on channel names that came from outside: first the policy, then whether there is such a channel. */
public final class Admission {

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

    <C> List<C> admit(ChannelOperation operation, List<String> names, Function<String, Optional<C>> channels) {
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

    /** The names that the caller may see, sorted. */
    List<String> visible(Collection<String> names) {
        requireAcceptedCredentials();
        ChannelPolicy allowing = requirePolicy();
        return names.stream()
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

    private <C> C admit(
            ChannelOperation operation, String name, ChannelPolicy allowing, Function<String, Optional<C>> channels) {
        if (!allowing.allows(request(operation, name))) {
            String refused = operation == ChannelOperation.SUBSCRIBE ? "subscribe to" : "see";
            throw Problem.forbidden("You may not " + refused + " the channel " + Problem.shown(name) + '.');
        }
        return channels.apply(name)
                .orElseThrow(() -> Problem.notFound("There is no channel " + Problem.shown(name) + '.'));
    }

    private ChannelRequest request(ChannelOperation operation, String name) {
        Optional<StreamRequest> request = currentRequest.get();
        return new ChannelRequest(
                operation,
                name,
                request.flatMap(StreamRequest::lastEventId),
                request.flatMap(StreamRequest::principal),
                role -> request.isPresent() && request.get().isUserInRole(role),
                request.flatMap(StreamRequest::remoteAddress));
    }
}
