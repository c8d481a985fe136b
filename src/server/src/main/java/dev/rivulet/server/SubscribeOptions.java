/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription is to be like, where it is not to be as usual. Immutable.
 *
 * <p>Where it starts, of {@link Builder#fromFirst}, {@link Builder#fromNow} and {@link Builder#rewind} the last that was called, holds for
 * a client that comes for the first time; one that comes back with a last event id goes on after that. {@link Builder#after} holds
 * whatever the request says.
 */
@Beta
public final class SubscribeOptions {

    private static final SubscribeOptions USUAL = builder().build();

    /** Where a client starts that has nothing yet. */
    @Beta
    public enum Start {
        /** As the channel has it: a finite one's first event, every key's of one with compaction, and of others what comes. */
        USUAL,
        /** The first event that is held. */
        FIRST,
        /** What comes. */
        NOW,
        /** So many events back. */
        REWIND
    }

    private final Start start;
    private final int rewind;
    private final @Nullable String after;
    private final boolean namesAsTheyAre;
    private final boolean visibleHeartbeats;
    private final boolean existing;
    private final Map<String, String> attributes;

    private SubscribeOptions(Builder builder) {
        this.start = builder.start;
        this.rewind = builder.rewind;
        this.after = builder.after;
        this.namesAsTheyAre = builder.namesAsTheyAre;
        this.visibleHeartbeats = builder.visibleHeartbeats;
        this.existing = builder.existing;
        this.attributes = Map.copyOf(builder.attributes);
    }

    /**
     * Nothing special.
     *
     * @return options as if none were given
     */
    public static SubscribeOptions usual() {
        return USUAL;
    }

    /**
     * Begins with nothing special.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Begins with what these say.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.start = start;
        builder.rewind = rewind;
        builder.after = after;
        builder.namesAsTheyAre = namesAsTheyAre;
        builder.visibleHeartbeats = visibleHeartbeats;
        builder.existing = existing;
        builder.attributes.putAll(attributes);
        return builder;
    }

    /**
     * Where a client starts that has nothing yet.
     *
     * @return a place
     */
    public Start start() {
        return start;
    }

    /**
     * How many events back it starts.
     *
     * @return a number, not negative; empty unless {@link #start} is {@link Start#REWIND}
     */
    public OptionalInt rewind() {
        return start == Start.REWIND ? OptionalInt.of(rewind) : OptionalInt.empty();
    }

    /**
     * After which event it starts, whatever its request says.
     *
     * @return an id; empty where the request says it
     */
    public Optional<String> after() {
        return Optional.ofNullable(after);
    }

    /**
     * Whether an unnamed event stays unnamed on a stream of several channels.
     *
     * @return false if it takes its channel's name
     */
    public boolean namesAsTheyAre() {
        return namesAsTheyAre;
    }

    /**
     * Whether heartbeats are events that a page can see.
     *
     * @return false if they are comments
     */
    public boolean visibleHeartbeats() {
        return visibleHeartbeats;
    }

    /**
     * Whether only channels that exist are subscribed to.
     *
     * @return false if those that do not exist are made
     */
    public boolean existing() {
        return existing;
    }

    /**
     * What the application notes of the subscription.
     *
     * @return values by name; immutable
     */
    public Map<String, String> attributes() {
        return attributes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SubscribeOptions options
                && start == options.start
                && rewind == options.rewind
                && Objects.equals(after, options.after)
                && namesAsTheyAre == options.namesAsTheyAre
                && visibleHeartbeats == options.visibleHeartbeats
                && existing == options.existing
                && attributes.equals(options.attributes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(start, rewind, after, namesAsTheyAre, visibleHeartbeats, existing, attributes);
    }

    /** For logs. Attributes are left out, since they may be secret. */
    @Override
    public String toString() {
        return "SubscribeOptions[start=" + start + (start == Start.REWIND ? " " + rewind : "") + ", after=" + after
                + ", namesAsTheyAre=" + namesAsTheyAre + ", visibleHeartbeats=" + visibleHeartbeats + ", existing="
                + existing + ']';
    }

    /** Collects options; every setter replaces what was set before. Not thread-safe. */
    @Beta
    public static final class Builder {

        private final Map<String, String> attributes = new LinkedHashMap<>();
        private Start start = Start.USUAL;
        private int rewind;
        private @Nullable String after;
        private boolean namesAsTheyAre;
        private boolean visibleHeartbeats;
        private boolean existing;

        private Builder() {
            // Made by the outer class.
        }

        /**
         * A new client starts at the first event that is held.
         *
         * @return this builder
         */
        public Builder fromFirst() {
            start = Start.FIRST;
            return this;
        }

        /**
         * A new client starts with what comes, also in a finite channel.
         *
         * @return this builder
         */
        public Builder fromNow() {
            start = Start.NOW;
            return this;
        }

        /**
         * A new client starts so many events back, or at the first that is held where there are fewer.
         *
         * @param events how many, of each channel; 0 for what comes
         * @return this builder
         * @throws IllegalArgumentException if the number is negative
         */
        public Builder rewind(int events) {
            if (events < 0) {
                throw new IllegalArgumentException(
                        "A stream cannot be rewound by " + events + " events: 0 is the least");
            }
            start = Start.REWIND;
            rewind = events;
            return this;
        }

        /**
         * The client starts after a position, whatever its request says.
         *
         * @param position of the last event that it has, of whatever channel
         * @return this builder
         */
        public Builder after(Position position) {
            return after(position.toString());
        }

        /**
         * The same, for an id.
         *
         * @param lastEventId a {@link Position}'s text, an id that the application gave to an event, or any other text, which leads to
         *     a gap; empty for a client that has nothing, whatever its request says
         * @return this builder
         */
        public Builder after(String lastEventId) {
            after = Objects.requireNonNull(lastEventId, "lastEventId");
            return this;
        }

        /**
         * An unnamed event stays unnamed on a stream of several channels, as htmx and Turbo need it; otherwise it takes its channel's
         * name.
         *
         * @return this builder
         */
        public Builder namesAsTheyAre() {
            namesAsTheyAre = true;
            return this;
        }

        /**
         * Heartbeats are events, {@code rivulet:heartbeat} without an id, that a page can see; otherwise they are comments, which it
         * cannot.
         *
         * @return this builder
         */
        public Builder visibleHeartbeats() {
            visibleHeartbeats = true;
            return this;
        }

        /**
         * Only channels that exist: where one does not, nothing is opened ({@link ChannelNotFoundException}, answered with 404). A
         * client that has the end of a finite channel which has been forgotten is answered 204, as before.
         *
         * @return this builder
         */
        public Builder existing() {
            existing = true;
            return this;
        }

        /**
         * Notes something of the subscription, such as the id of a login, for {@link SubscriptionInfo#attributes}; so {@link
         * Subscriptions#close} finds it again.
         *
         * @param name any text
         * @param value any text; it replaces what the name had before
         * @return this builder
         */
        public Builder attribute(String name, String value) {
            attributes.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
            return this;
        }

        /**
         * The options.
         *
         * @return options; the builder can go on
         */
        public SubscribeOptions build() {
            return new SubscribeOptions(this);
        }
    }
}
