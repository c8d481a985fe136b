/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Outcome;
import dev.rivulet.server.Position;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The event stream format: every line that Rivulet writes is made here, and read back here. A block is lines with LF, one space
 * after the colon unless the value is empty, and a blank line.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">WHATWG HTML,
 *     Parsing an event stream</a>
 */
public final class WireFormat {

    /** The field that names an event. */
    public static final String EVENT = "event";

    /** The field that carries an event's payload, one line of it. */
    public static final String DATA = "data";

    /** The field that a client sends back. */
    public static final String ID = "id";

    /** The field that sets the delay before a reconnect. */
    public static final String RETRY = "retry";

    /** A line without a field name. */
    public static final String COMMENT = "";

    private static final int SHOWN_ID = 256;
    private static final int MAX_DIGITS = 19;
    private static final byte[] REPLACEMENT_CHARACTER = "\uFFFD".getBytes(UTF_8);
    private static final String END = "rivulet:end";
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(UTF_8);
    private static final byte[] VISIBLE_HEARTBEAT = "event: rivulet:heartbeat\ndata: {}\n\n".getBytes(UTF_8);

    /** Kept, since finding the provider takes far longer than using it. */
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private WireFormat() {}

    /**
     * Appends one line for each of the text's, which CR, LF and CRLF end alike.
     *
     * @param lines where to
     * @param field the field's name, or {@link #COMMENT}
     * @param text its value
     */
    public static void appendLines(StringBuilder lines, String field, String text) {
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
        lines.append(field).append(':');
        if (from < to) {
            lines.append(' ').append(text, from, to);
        }
        lines.append('\n');
    }

    /**
     * Encodes as browsers do: a lone surrogate becomes U+FFFD, not the question mark of {@code String.getBytes}.
     *
     * @param lines any text
     * @return its bytes
     */
    public static byte[] utf8(CharSequence lines) {
        try {
            ByteBuffer bytes = UTF_8.newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .replaceWith(REPLACEMENT_CHARACTER)
                    .encode(CharBuffer.wrap(lines));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException e) {
            throw new AssertionError("UTF-8 encodes every character, and the malformed ones are replaced", e);
        }
    }

    /**
     * The end of a block whose id the application has set.
     *
     * @param id an id without CR, LF and NUL
     * @return its line and the blank one
     */
    public static byte[] idLine(String id) {
        return utf8("id: " + id + "\n\n");
    }

    /** An id's line up to its stamp. */
    static byte[] idPrefix(String epoch) {
        return utf8("id: " + epoch + '-');
    }

    /**
     * What clients call a channel: never by a user's name, since one may be shown what another may not know.
     *
     * @param channel its name
     * @return the name, or {@code @me} for a user's own
     */
    public static String clientName(String channel) {
        return channel.startsWith("@") ? ChannelName.OWN : channel;
    }

    /** What names an event that has no name on a stream of several channels. */
    static byte[] eventLine(String name) {
        return utf8("event: " + name + '\n');
    }

    static int digits(long number) {
        int digits = 1;
        for (long power = 10; digits < MAX_DIGITS && number >= power; power *= 10) {
            digits++;
        }
        return digits;
    }

    /** Writes a number that is not negative; returns the index behind it. */
    static int writeDigits(byte[] bytes, int at, long number) {
        int end = at + digits(number);
        long rest = number;
        for (int i = end - 1; i >= at; i--) {
            long tenth = rest / 10;
            bytes[i] = (byte) ('0' + (rest - tenth * 10));
            rest = tenth;
        }
        return end;
    }

    /**
     * What is sent where there was silence.
     *
     * @return a comment; not to be changed
     */
    public static byte[] heartbeat() {
        return HEARTBEAT;
    }

    /**
     * The same as an event, for pages, which are not told of comments. It has no id, so a client's stays as it is.
     *
     * @return a block; not to be changed
     */
    public static byte[] visibleHeartbeat() {
        return VISIBLE_HEARTBEAT;
    }

    /** A finite channel's last event. A key of its own, so that with compaction it replaces none. */
    static EncodedEvent end(String channel, Outcome outcome) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("channel", clientName(channel))
                .add("outcome", outcome.hasFailed() ? "failed" : "ended");
        outcome.reason().ifPresent(reason -> json.add("reason", reason));
        byte[] body = utf8("event: " + END + "\ndata: " + json.build() + '\n');
        return new EncodedEvent(body, true, null, END);
    }

    /**
     * The first block: the delay before a reconnect, and where the stream stands, so that a client that is cut off before its
     * first event resumes from here too.
     *
     * @param retryMillis the delay
     * @param position where the stream stands
     * @return a block
     */
    public static byte[] opening(long retryMillis, Position position) {
        return utf8("retry: " + retryMillis + "\nid: " + position + "\n\n");
    }

    /**
     * The same where an event follows at once: the delay goes into that event's block too, since some clients read it only there (htmx).
     *
     * @param retryMillis the delay
     * @param position where the stream stands
     * @return a block, and a line of the next one
     */
    public static byte[] openingBefore(long retryMillis, Position position) {
        return utf8("retry: " + retryMillis + "\nid: " + position + "\n\nretry: " + retryMillis + '\n');
    }

    /**
     * The first blocks of a client that may have missed something. Only the last of them has an id: a client that is cut
     * off before it has them all returns with the id that it came with, and is told again.
     *
     * @param retryMillis the delay before a reconnect
     * @param gaps at least one
     * @param position where the stream stands
     * @return blocks
     */
    public static byte[] opening(long retryMillis, List<Gap> gaps, Position position) {
        return utf8("retry: " + retryMillis + "\n\nretry: " + retryMillis + '\n' + blocks(gaps, position));
    }

    /**
     * A gap event for each channel of which something may be missing; the last moves the client's id past all of them.
     *
     * @param gaps at least one
     * @param position where the stream stands
     * @return blocks
     */
    public static byte[] gaps(List<Gap> gaps, Position position) {
        return utf8(blocks(gaps, position));
    }

    /**
     * Tells a client to wait before it comes back.
     *
     * @param millis how long
     * @return a block
     */
    public static byte[] retry(long millis) {
        return utf8("retry: " + millis + "\n\n");
    }

    private static String blocks(List<Gap> gaps, Position position) {
        StringBuilder blocks = new StringBuilder();
        for (Gap gap : gaps) {
            if (blocks.length() > 0) {
                blocks.append("\n\n");
            }
            blocks.append("event: rivulet:gap\ndata: ").append(json(gap));
        }
        return blocks.append("\nid: ").append(position).append("\n\n").toString();
    }

    private static String json(Gap gap) {
        String requested = gap.requested();
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("channel", clientName(gap.channel()))
                .add("requested", requested.length() <= SHOWN_ID ? requested : requested.substring(0, SHOWN_ID));
        gap.oldest().ifPresentOrElse(oldest -> json.add("oldest", oldest.toString()), () -> json.addNull("oldest"));
        return json.build().toString();
    }

    /**
     * Reads back the blocks that this node wrote.
     *
     * @param bytes whole blocks
     * @param offset where they start
     * @param length how many bytes there are
     * @return the text of each, without the blank line
     */
    public static List<String> blocks(byte[] bytes, int offset, int length) {
        return length == 0 ? List.of() : List.of(new String(bytes, offset, length, UTF_8).split("\n\n"));
    }

    /**
     * Reads back the lines of a block.
     *
     * @param block its text
     * @param line is given each line's field, {@link #COMMENT} for a comment, and value
     */
    public static void lines(String block, BiConsumer<String, String> line) {
        for (String text : block.split("\n", -1)) {
            int colon = text.indexOf(':');
            line.accept(text.substring(0, colon), text.length() > colon + 1 ? text.substring(colon + 2) : "");
        }
    }
}
