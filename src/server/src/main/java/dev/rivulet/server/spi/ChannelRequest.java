/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.spi;

import dev.rivulet.server.Beta;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.SubscribeOptions;
import java.security.Principal;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A client that asks for a channel, as a {@link ChannelPolicy} sees it. Immutable; good for as long as the policy is asked. A test of
 * a policy makes its own:
 *
 * <pre>{@code
 * ChannelRequest.builder(ChannelOperation.SUBSCRIBE, "prices").principal(() -> "ann").roles(Set.of("trader")::contains).build();
 * }</pre>
 */
public final class ChannelRequest {

    private final ChannelOperation operation;
    private final String channel;
    private final @Nullable String lastEventId;
    private final SubscribeOptions options;
    private final @Nullable Principal principal;
    private final Predicate<String> roles;
    private final @Nullable String remoteAddress;

    private ChannelRequest(Builder builder) {
        this.operation = builder.operation;
        this.channel = builder.channel;
        this.lastEventId = builder.lastEventId;
        this.options = builder.options;
        this.principal = builder.principal;
        this.roles = builder.roles;
        this.remoteAddress = builder.remoteAddress;
    }

    /**
     * Begins a request by a client of which nothing else is known.
     *
     * @param operation what it asks to do
     * @param channel the name, as it came from outside: any text
     * @return a new builder
     */
    public static Builder builder(ChannelOperation operation, String channel) {
        return new Builder(operation, channel);
    }

    /**
     * What it asks to do.
     *
     * @return the operation
     */
    public ChannelOperation operation() {
        return operation;
    }

    /**
     * Which channel it asks for.
     *
     * @return the name, as it came from outside: any text; {@link ChannelName#OWN} for the caller's own
     */
    public String channel() {
        return channel;
    }

    /**
     * The id of the last event that it says it has.
     *
     * @return any text; empty for a client that comes for the first time
     */
    public Optional<String> lastEventId() {
        return Optional.ofNullable(lastEventId);
    }

    /**
     * Where it wants to start, if it has no {@link #lastEventId}: at the first event that is held, with what comes, or some events back.
     *
     * @return a place; {@link SubscribeOptions.Start#USUAL} where it does not say
     */
    @Beta
    public SubscribeOptions.Start start() {
        return options.start();
    }

    /**
     * How many events back it wants to start, if it has no {@link #lastEventId}.
     *
     * @return a number, not negative; empty where it does not say
     */
    @Beta
    public OptionalInt rewind() {
        return options.rewind();
    }

    /**
     * The request's user: that of the JAX-RS {@code SecurityContext}, which a filter may have set, or else the servlet request's.
     *
     * @return the user, if the request was authenticated: with MicroProfile JWT the {@code JsonWebToken}
     */
    public Optional<Principal> principal() {
        return Optional.ofNullable(principal);
    }

    /**
     * Whether that user is in a role. The same of the two tells that has the {@link #principal user}: the JAX-RS {@code
     * SecurityContext}, or else the servlet request.
     *
     * @param role a role's name
     * @return true if so; false where there is no user
     * @see jakarta.ws.rs.core.SecurityContext#isUserInRole
     */
    public boolean isUserInRole(String role) {
        return principal != null && roles.test(Objects.requireNonNull(role, "role"));
    }

    /**
     * Where it comes from.
     *
     * @return the remote address, as the server tells it; empty where there was no servlet request
     */
    public Optional<String> remoteAddress() {
        return Optional.ofNullable(remoteAddress);
    }

    /** Says who asks for what, for people. The channel's name is as it came from outside. */
    @Override
    public String toString() {
        return operation + " \"" + channel + "\" by "
                + (principal == null ? "a client without a user" : principal.getName());
    }

    /** Collects what is known of a client; every setter replaces what was set before. Not thread-safe. */
    public static final class Builder {

        private final ChannelOperation operation;
        private final String channel;
        private @Nullable String lastEventId;
        private SubscribeOptions options = SubscribeOptions.usual();
        private @Nullable Principal principal;
        private Predicate<String> roles = role -> false;
        private @Nullable String remoteAddress;

        private Builder(ChannelOperation operation, String channel) {
            this.operation = Objects.requireNonNull(operation, "operation");
            this.channel = Objects.requireNonNull(channel, "channel");
        }

        /**
         * The last event that the client has.
         *
         * @param id its id: any text
         * @return this builder
         */
        public Builder lastEventId(String id) {
            this.lastEventId = Objects.requireNonNull(id, "id");
            return this;
        }

        /**
         * What it asks for besides.
         *
         * @param asked where it starts, and the like
         * @return this builder
         */
        @Beta
        public Builder options(SubscribeOptions asked) {
            this.options = Objects.requireNonNull(asked, "asked");
            return this;
        }

        /**
         * The authenticated user.
         *
         * @param user the user
         * @return this builder
         */
        public Builder principal(Principal user) {
            this.principal = Objects.requireNonNull(user, "user");
            return this;
        }

        /**
         * The user's roles. Without a user they do not count.
         *
         * @param inRole tells of a role's name whether the user is in it
         * @return this builder
         */
        public Builder roles(Predicate<String> inRole) {
            this.roles = Objects.requireNonNull(inRole, "inRole");
            return this;
        }

        /**
         * Where the client comes from.
         *
         * @param address the remote address
         * @return this builder
         */
        public Builder remoteAddress(String address) {
            this.remoteAddress = Objects.requireNonNull(address, "address");
            return this;
        }

        /**
         * The request.
         *
         * @return a request; the builder can go on
         */
        public ChannelRequest build() {
            return new ChannelRequest(this);
        }
    }
}
