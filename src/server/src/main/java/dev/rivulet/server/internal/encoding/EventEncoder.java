/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rivulet.server.EventName;
import dev.rivulet.server.EventTooLargeException;
import dev.rivulet.server.ServerSentEvent;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Objects;

/**
 * Writes an event's lines as the standard's parser reads them. Thread-safe.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">WHATWG HTML,
 *     Parsing an event stream</a>
 */
public final class EventEncoder {

    private static final byte[] REPLACEMENT_CHARACTER = "\uFFFD".getBytes(UTF_8);

    private final DataWriter dataWriter;
    private final int maxSize;

    /**
     * An encoder.
     *
     * @param dataWriter makes text of what is not text
     * @param maxSize bytes that one encoded event may have
     */
    public EventEncoder(DataWriter dataWriter, int maxSize) {
        this.dataWriter = dataWriter;
        this.maxSize = maxSize;
    }

    /**
     * Encodes a payload.
     *
     * @param payload an {@link OutboundSseEvent}, or what shall be an event's data
     * @return the wire bytes
     * @throws EventTooLargeException if there are too many of them
     * @throws IllegalArgumentException if a field or the data cannot be written
     */
    public EncodedEvent encode(Object payload) {
        ServerSentEvent event = eventOf(Objects.requireNonNull(payload, "payload"));
        StringBuilder lines = new StringBuilder(128);
        if (event.getComment() != null) {
            appendLines(lines, ":", event.getComment());
        }
        if (event.getName() != null) {
            appendLines(lines, "event:", event.getName());
        }
        if (event.isReconnectDelaySet()) {
            appendLines(lines, "retry:", Long.toString(event.getReconnectDelay()));
        }
        if (event.getData() != null) {
            appendLines(lines, "data:", dataWriter.write(event));
        }
        EncodedEvent encoded = new EncodedEvent(utf8(lines), event.getName() != null, event.getId());
        if (encoded.size() > maxSize) {
            throw new EventTooLargeException(encoded.size(), maxSize);
        }
        return encoded;
    }

    private static ServerSentEvent eventOf(Object payload) {
        if (payload instanceof OutboundSseEvent event) {
            return ServerSentEvent.copyOf(event);
        }
        EventName name = payload.getClass().getAnnotation(EventName.class);
        return name == null ? ServerSentEvent.of(payload) : ServerSentEvent.named(name.value(), payload);
    }

    /** Appends one line for each of the text's, which CR, LF and CRLF end alike. */
    private static void appendLines(StringBuilder lines, String field, String text) {
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                appendLine(lines, field, text, start, i);
                if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                    i++;
                }
                start = i + 1;
            }
        }
        appendLine(lines, field, text, start, text.length());
    }

    private static void appendLine(StringBuilder lines, String field, String text, int from, int to) {
        lines.append(field);
        if (from < to) {
            lines.append(' ').append(text, from, to);
        }
        lines.append('\n');
    }

    /** Encodes as browsers do: a lone surrogate becomes U+FFFD, not the question mark of {@code String.getBytes}. */
    private static byte[] utf8(CharSequence text) {
        try {
            ByteBuffer bytes = UTF_8.newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .replaceWith(REPLACEMENT_CHARACTER)
                    .encode(CharBuffer.wrap(text));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException e) {
            throw new AssertionError("UTF-8 encodes every character, and the malformed ones are replaced", e);
        }
    }
}
