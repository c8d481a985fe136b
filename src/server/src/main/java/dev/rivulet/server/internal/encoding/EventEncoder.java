/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.encoding;

import dev.rivulet.server.EventTooLargeException;
import dev.rivulet.server.ServerSentEvent;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import dev.rivulet.server.internal.engine.log.WireFormat;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event's lines as the standard's parser reads them. Thread-safe.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">WHATWG HTML,
 *     Parsing an event stream</a>
 */
public final class EventEncoder {

    private final DataWriter dataWriter;
    private final int maxSize;
    private final int maxIdLength;
    private final @Nullable UnkeyedEvents unkeyed;

    /**
     * An encoder.
     *
     * @param dataWriter makes text of what is not text
     * @param maxSize bytes that one encoded event may have
     * @param maxIdLength characters that an id of the application's may have
     */
    public EventEncoder(DataWriter dataWriter, int maxSize, int maxIdLength) {
        this(dataWriter, maxSize, maxIdLength, null);
    }

    private EventEncoder(DataWriter dataWriter, int maxSize, int maxIdLength, @Nullable UnkeyedEvents unkeyed) {
        this.dataWriter = dataWriter;
        this.maxSize = maxSize;
        this.maxIdLength = maxIdLength;
        this.unkeyed = unkeyed;
    }

    /**
     * The same encoder, for a channel that holds the newest event of each key: it warns of events without one.
     *
     * @param channel the channel's name
     * @return an encoder
     */
    public EventEncoder forKeyedChannel(String channel) {
        return warning(UnkeyedEvents.logged(channel));
    }

    EventEncoder warning(UnkeyedEvents ofChannel) {
        return new EventEncoder(dataWriter, maxSize, maxIdLength, ofChannel);
    }

    /**
     * Encodes a payload.
     *
     * @param payload an {@link OutboundSseEvent}, what is to be an event's data, or what {@link #prepare} has returned
     * @return the wire bytes
     * @throws EventTooLargeException if there are too many of them
     * @throws IllegalArgumentException if a field or the data cannot be written
     */
    public EncodedEvent encode(Object payload) {
        PreparedEvent event = payload instanceof PreparedEvent prepared ? prepared : prepare(payload);
        if (unkeyed != null) {
            unkeyed.check(event);
        }
        return event.encoded();
    }

    /**
     * Encodes a payload that is to be published later, in any channel.
     *
     * @param payload an {@link OutboundSseEvent}, or what is to be an event's data
     * @return what {@link #encode} takes as it is
     * @throws EventTooLargeException if there are too many wire bytes
     * @throws IllegalArgumentException if a field or the data cannot be written
     */
    public PreparedEvent prepare(Object payload) {
        ServerSentEvent event = eventOf(Objects.requireNonNull(payload, "payload"));
        requireIdThatClientsCanSendBack(event.getId());
        StringBuilder lines = new StringBuilder(128);
        if (event.getComment() != null) {
            WireFormat.appendLines(lines, WireFormat.COMMENT, event.getComment());
        }
        if (event.getName() != null) {
            WireFormat.appendLines(lines, WireFormat.EVENT, event.getName());
        }
        if (event.isReconnectDelaySet()) {
            WireFormat.appendLines(lines, WireFormat.RETRY, Long.toString(event.getReconnectDelay()));
        }
        if (event.getData() != null) {
            WireFormat.appendLines(lines, WireFormat.DATA, dataWriter.write(event));
        } else if (event.getName() != null) {
            WireFormat.appendLines(lines, WireFormat.DATA, ""); // without data a client dispatches nothing
        }
        String key = keyOf(event);
        EncodedEvent encoded = new EncodedEvent(
                WireFormat.utf8(lines),
                event.getName() != null,
                event.getId(),
                key != null ? key : Objects.requireNonNullElse(event.getName(), ""));
        if (encoded.size() > maxSize) {
            throw new EventTooLargeException(encoded.size(), maxSize);
        }
        Object data = event.getData();
        return new PreparedEvent(encoded, key != null, data == null ? event.getClass() : data.getClass());
    }

    /** Clients send it back in a header, and a server that finds the header too long refuses them for good. */
    private void requireIdThatClientsCanSendBack(@Nullable String id) {
        if (id != null && id.length() > maxIdLength) {
            throw new IllegalArgumentException("The event's id has " + id.length() + " characters, over the limit of "
                    + maxIdLength + " (rivulet.limit.event-id)");
        }
    }

    /** The event's key, or its data's. */
    private static @Nullable String keyOf(ServerSentEvent event) {
        String key = event.getKey().orElse(null);
        return key != null || event.getData() == null ? key : EventKeys.of(event.getData());
    }

    private static ServerSentEvent eventOf(Object payload) {
        if (payload instanceof OutboundSseEvent event) {
            return ServerSentEvent.copyOf(event);
        }
        String name = EventNames.of(payload.getClass());
        return name == null ? ServerSentEvent.of(payload) : ServerSentEvent.named(name, payload);
    }
}
