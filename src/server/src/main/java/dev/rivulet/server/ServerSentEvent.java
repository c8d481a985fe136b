/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import jakarta.ws.rs.core.GenericEntity;
import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEvent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event to publish, immutable and always writable: what cannot be said on the wire is refused when it is built. It needs
 * no injected {@link jakarta.ws.rs.sse.Sse}, so any bean can make one.
 *
 * <pre>{@code
 * ServerSentEvent.of("hello");                                   // onmessage
 * ServerSentEvent.named("price", new Price("ACME", 12.5));       // addEventListener("price", ...), JSON
 * ServerSentEvent.builder().id("tx-17").name("price").data(price).comment("from the auction").build();
 * }</pre>
 *
 * <p>As {@link OutboundSseEvent} prescribes, getters of fields that were not set return {@code null}. The data is held as it was given, and
 * encoded when the event is published: immutable as the event is, what its data says then is sent.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">WHATWG HTML,
 *     Parsing an event stream</a>
 */
public final class ServerSentEvent implements OutboundSseEvent {

    private static final String RESERVED = "rivulet:";
    private static final Duration LONGEST_DELAY = Duration.ofMillis(Long.MAX_VALUE);

    private final @Nullable String id;
    private final @Nullable String name;
    private final @Nullable String key;
    private final @Nullable String comment;
    private final long reconnectDelay;
    private final @Nullable Object data;
    private final @Nullable Type type;
    private final @Nullable MediaType mediaType;

    private ServerSentEvent(Builder builder) {
        this.id = field("id", builder.id);
        this.name = name(builder.name);
        this.key = builder.key;
        this.comment = builder.comment;
        this.reconnectDelay = delay(builder.reconnectDelay);
        this.data = builder.data;
        this.type = builder.type;
        this.mediaType = builder.mediaType;
    }

    /**
     * An event without a name: a browser's {@code onmessage} gets it.
     *
     * @param data text or a value, sent as its text, or anything that the application can write as JSON; {@link
     *     EventChannel#publish} has the list
     * @return the event
     */
    public static ServerSentEvent of(Object data) {
        return builder().data(data).build();
    }

    /**
     * An event that a browser's {@code addEventListener(name, ...)} gets.
     *
     * @param name the {@code event:} field
     * @param data text or a value, sent as its text, or anything that the application can write as JSON; {@link
     *     EventChannel#publish} has the list
     * @return the event
     * @throws IllegalArgumentException if the name is empty, contains CR, LF or NUL, or begins with {@code rivulet:}
     */
    public static ServerSentEvent named(String name, Object data) {
        return builder().name(name).data(data).build();
    }

    /**
     * The same event, checked: whatever a JAX-RS implementation's builder let through is refused here.
     *
     * @param event any implementation's event
     * @return the event itself if it is of this class, else a copy
     * @throws IllegalArgumentException if id or name is empty or contains CR, LF or NUL, the name begins with {@code rivulet:},
     *     or the reconnect delay is negative
     */
    public static ServerSentEvent copyOf(OutboundSseEvent event) {
        if (event instanceof ServerSentEvent own) {
            return own;
        }
        Builder copy = builder();
        copy.id = event.getId();
        copy.name = event.getName();
        copy.comment = event.getComment();
        copy.reconnectDelay = event.getReconnectDelay();
        copy.data = event.getData();
        copy.type = event.getGenericType() == null ? event.getType() : event.getGenericType();
        copy.mediaType = event.getMediaType();
        return copy.build();
    }

    /**
     * A builder with nothing set.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public @Nullable String getId() {
        return id;
    }

    @Override
    public @Nullable String getName() {
        return name;
    }

    /**
     * The key of which a channel with {@code compaction=true} holds the newest event. It stays on the server.
     *
     * @return the key that was set
     */
    public Optional<String> getKey() {
        return Optional.ofNullable(key);
    }

    @Override
    public @Nullable String getComment() {
        return comment;
    }

    /** {@inheritDoc} In milliseconds; {@link SseEvent#RECONNECT_NOT_SET} if not set. */
    @Override
    public long getReconnectDelay() {
        return reconnectDelay;
    }

    @Override
    public boolean isReconnectDelaySet() {
        return reconnectDelay != RECONNECT_NOT_SET;
    }

    @Override
    public @Nullable Class<?> getType() {
        return data == null ? null : data.getClass();
    }

    @Override
    public @Nullable Type getGenericType() {
        return type == null ? getType() : type;
    }

    /** {@inheritDoc} {@code null} means that Rivulet chooses: text for text and values, JSON for everything else. */
    @Override
    public @Nullable MediaType getMediaType() {
        return mediaType;
    }

    @Override
    public @Nullable Object getData() {
        return data;
    }

    /** Clients trust what Rivulet tells them of gaps, so that no event of the application's may look like it. */
    private static @Nullable String name(@Nullable String value) {
        if (value != null && value.startsWith(RESERVED)) {
            throw new IllegalArgumentException("The event's name \"" + value + "\" begins with \"" + RESERVED
                    + "\": such names are those of Rivulet's own events");
        }
        return field("name", value);
    }

    private static @Nullable String field(String field, @Nullable String value) {
        if (value == null) {
            return null;
        }
        if (value.isEmpty()) {
            throw new IllegalArgumentException("The event's " + field + " is empty: leave it unset instead");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\r' || c == '\n' || c == '\0') {
                String shown = value.replace("\r", "\\r").replace("\n", "\\n").replace("\0", "\\0");
                throw new IllegalArgumentException(
                        "The event's " + field + " \"" + shown + "\" contains CR, LF or NUL at index " + i);
            }
        }
        return value;
    }

    private static long delay(long milliseconds) {
        if (milliseconds < 0 && milliseconds != RECONNECT_NOT_SET) {
            throw new IllegalArgumentException("The event's reconnect delay " + milliseconds + " ms is negative");
        }
        return milliseconds;
    }

    /** Collects an event's fields; every setter replaces what was set before. Not thread-safe. */
    public static final class Builder implements OutboundSseEvent.Builder {

        private @Nullable String id;
        private @Nullable String name;
        private @Nullable String key;
        private @Nullable String comment;
        private long reconnectDelay = SseEvent.RECONNECT_NOT_SET;
        private @Nullable Object data;
        private @Nullable Type type;
        private @Nullable MediaType mediaType;

        private Builder() {}

        /**
         * The application's own id, sent instead of the event's {@link Position}. While the log holds the event, a client
         * can resume from it; of equal ids the newest counts.
         */
        @Override
        public Builder id(String id) {
            this.id = Objects.requireNonNull(id, "id");
            return this;
        }

        @Override
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Of the events with one key a channel with {@code compaction=true} holds the newest; other channels take no
         * notice. Without it the data's {@link EventKey} counts, and without that the event's name.
         *
         * @param key any text; it stays on the server
         * @return this builder
         */
        public Builder key(String key) {
            this.key = Objects.requireNonNull(key, "key");
            return this;
        }

        /** {@inheritDoc} In milliseconds. */
        @Override
        public Builder reconnectDelay(long milliseconds) {
            this.reconnectDelay = milliseconds;
            return this;
        }

        /**
         * How long a client waits before it reconnects, from this event on.
         *
         * @param delay at least 0; sent in whole milliseconds, rounded down
         * @return this builder
         * @throws IllegalArgumentException if it is negative, or longer than {@code Long.MAX_VALUE} milliseconds
         * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#concept-event-stream-reconnection-time">WHATWG
         *     HTML, reconnection time</a>
         */
        public Builder reconnectDelay(Duration delay) {
            if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) { // -1 ms would be "not set"
                throw new IllegalArgumentException(
                        "The event's reconnect delay " + delay + " is not between 0 and " + LONGEST_DELAY);
            }
            return reconnectDelay(delay.toMillis());
        }

        @Override
        public Builder mediaType(MediaType mediaType) {
            this.mediaType = Objects.requireNonNull(mediaType, "mediaType");
            return this;
        }

        /** {@inheritDoc} It may have several lines. */
        @Override
        public Builder comment(String comment) {
            this.comment = Objects.requireNonNull(comment, "comment");
            return this;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public Builder data(Class type, Object data) {
            return set(data, type);
        }

        @Override
        @SuppressWarnings("rawtypes")
        public Builder data(GenericType type, Object data) {
            return set(data, type.getType());
        }

        @Override
        public Builder data(Object data) {
            Objects.requireNonNull(data, "data");
            return data instanceof GenericEntity<?> entity
                    ? set(entity.getEntity(), entity.getType())
                    : set(data, data.getClass());
        }

        /**
         * {@inheritDoc}
         *
         * @throws IllegalArgumentException if id or name is empty or contains CR, LF or NUL, the name begins with
         *     {@code rivulet:}, or the reconnect delay is negative
         */
        @Override
        public ServerSentEvent build() {
            return new ServerSentEvent(this);
        }

        private Builder set(Object data, Type type) {
            this.data = Objects.requireNonNull(data, "data");
            this.type = Objects.requireNonNull(type, "type");
            return this;
        }
    }
}
