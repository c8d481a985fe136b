/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rivulet.client.StreamLimitException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the events in a stream's bytes, which come in pieces of any size: {@link #feed} a piece, then call {@link #next}
 * until it says that there is nothing more. No byte is looked at twice for the end of its line, and nothing is decoded but
 * what is asked for. One thread at a time.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation">WHATWG HTML,
 *     interpreting an event stream</a>
 */
public final class EventParser {

    private static final int INITIAL_SIZE = 8 << 10;
    private static final int SIZE_TO_KEEP = 64 << 10;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] DATA = "data".getBytes(UTF_8);
    private static final byte[] EVENT = "event".getBytes(UTF_8);
    private static final byte[] ID = "id".getBytes(UTF_8);
    private static final byte[] RETRY = "retry".getBytes(UTF_8);

    private final Limits limits;
    private final @Nullable CommentListener comments;

    private byte[] buffer = new byte[INITIAL_SIZE];
    private int lineStart;
    private int searched; // no line ends between lineStart and here
    private int end;
    private boolean atStart = true;
    private boolean afterCarriageReturn;
    private boolean inLongComment; // whose beginning has been dropped

    private final EventData data;
    private final DecodedField type = new DecodedField();
    private DecodedField id = new DecodedField();
    private DecodedField idOfBlock = new DecodedField();
    private boolean idInBlock;
    private long retry = -1;
    private long retryOfBlock = -1;
    private boolean dispatched;

    /** Comments go to the listener as their lines are read; null drops them. */
    EventParser(Limits limits, @Nullable CommentListener comments) {
        this.limits = limits;
        this.comments = comments;
        this.data = new EventData(limits.event());
    }

    /** Begins a connection's body, with the id that the source has by then. */
    void reset(String lastEventId) {
        lineStart = 0;
        searched = 0;
        end = 0;
        atStart = true;
        afterCarriageReturn = false;
        inLongComment = false;
        byte[] bytes = lastEventId.getBytes(UTF_8);
        id.set(bytes, 0, bytes.length);
        beginBlock();
    }

    /** Takes all of the piece. */
    void feed(ByteBuffer piece) {
        makeRoom(piece.remaining());
        int length = piece.remaining();
        piece.get(buffer, end, length);
        end += length;
    }

    /**
     * Reads up to the next event that has data.
     *
     * @return false if more bytes are needed
     * @throws StreamLimitException if a line or an event is too long; the parser then needs a reset
     */
    boolean next() {
        if (dispatched) {
            beginBlock();
        }
        if (atStart && !skipByteOrderMark()) {
            return false;
        }
        if (afterCarriageReturn && lineStart < end) {
            afterCarriageReturn = false;
            if (buffer[lineStart] == '\n') {
                lineStart++;
                searched = lineStart;
            }
        }
        while (true) {
            int lineEnd = LineEnds.find(buffer, searched, end);
            if (lineEnd < 0) {
                searched = end;
                keepUnfinishedLine();
                return false;
            }
            int start = lineStart;
            goBehind(lineEnd);
            if (inLongComment) {
                inLongComment = false;
            } else if (readLine(start, lineEnd)) {
                dispatched = true;
                return true;
            }
        }
    }

    /** The event's name, or {@code message}. */
    String type() {
        return type.isEmpty() ? "message" : type.text();
    }

    /** Whether the event has a name of its own. */
    boolean hasType() {
        return !type.isEmpty();
    }

    /** Whether the event's block has an id of its own. */
    boolean hasId() {
        return idInBlock;
    }

    /** The reconnection time that the event's block names, in milliseconds; else -1. */
    long retryOfEvent() {
        return retryOfBlock;
    }

    /** The event's data. */
    String data() {
        return data.text();
    }

    /** The id of the last complete block that had one, in this connection or before. */
    String lastEventId() {
        return id.text();
    }

    /** The last reconnection time that the stream has named since this was asked, in milliseconds; else -1. */
    long takeRetry() {
        long taken = retry;
        retry = -1;
        return taken;
    }

    private void beginBlock() {
        dispatched = false;
        data.clear();
        type.clear();
        idInBlock = false;
        retryOfBlock = -1;
    }

    private boolean skipByteOrderMark() {
        int available = Math.min(end - lineStart, BYTE_ORDER_MARK.length);
        boolean marked = Arrays.equals(buffer, lineStart, lineStart + available, BYTE_ORDER_MARK, 0, available);
        if (marked && available < BYTE_ORDER_MARK.length) {
            return false;
        }
        if (marked) {
            lineStart += BYTE_ORDER_MARK.length;
            searched = lineStart;
        }
        atStart = false;
        return true;
    }

    private void goBehind(int lineEnd) {
        lineStart = lineEnd + 1;
        if (buffer[lineEnd] == '\r') {
            if (lineStart == end) {
                afterCarriageReturn = true;
            } else if (buffer[lineStart] == '\n') {
                lineStart++;
            }
        }
        searched = lineStart;
    }

    /** A comment may be of any length: what nobody asked for, or is too long to be kept, goes at once. */
    private void keepUnfinishedLine() {
        int length = end - lineStart;
        boolean comment = inLongComment || (length > 0 && buffer[lineStart] == ':');
        if (comment && (inLongComment || comments == null || length > limits.line())) {
            inLongComment = true;
            lineStart = end;
        } else if (length > limits.line()) {
            throw new StreamLimitException("a line", limits.line());
        }
    }

    /** True if the line ends a block that has data. */
    private boolean readLine(int start, int lineEnd) {
        if (start == lineEnd) {
            return endBlock();
        }
        if (buffer[start] == ':') {
            if (comments != null && lineEnd - start <= limits.line()) {
                comments.comment(new String(buffer, start + 1, lineEnd - start - 1, UTF_8));
            }
            return false;
        }
        if (lineEnd - start > limits.line()) {
            throw new StreamLimitException("a line", limits.line());
        }
        int nameEnd = start;
        while (nameEnd < lineEnd && buffer[nameEnd] != ':') {
            nameEnd++;
        }
        int value = Math.min(nameEnd + 1, lineEnd);
        if (value < lineEnd && buffer[value] == ' ') {
            value++;
        }
        readField(start, nameEnd - start, value, lineEnd - value);
        return false;
    }

    private void readField(int name, int nameLength, int value, int length) {
        if (nameLength == 4 && startsWith(name, DATA)) {
            data.addLine(buffer, value, length);
        } else if (nameLength == 2 && startsWith(name, ID)) {
            if (!containsNul(value, length)) {
                idOfBlock.set(buffer, value, length);
                idInBlock = true;
            }
        } else if (nameLength == 5 && startsWith(name, EVENT)) {
            type.set(buffer, value, length);
        } else if (nameLength == 5 && startsWith(name, RETRY)) {
            readRetry(value, value + length);
        }
    }

    private boolean endBlock() {
        if (idInBlock) {
            DecodedField previous = id;
            id = idOfBlock;
            idOfBlock = previous;
        }
        if (data.isPresent()) {
            return true;
        }
        beginBlock();
        if (comments != null) {
            comments.blockDropped();
        }
        return false;
    }

    private void readRetry(int value, int lineEnd) {
        long millis = 0;
        for (int i = value; i < lineEnd; i++) {
            int digit = buffer[i] - '0';
            if (digit < 0 || digit > 9) {
                return;
            }
            millis = millis > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : millis * 10 + digit;
        }
        if (value < lineEnd) {
            retry = millis;
            retryOfBlock = millis;
        }
    }

    private boolean startsWith(int position, byte[] field) {
        for (int i = 0; i < field.length; i++) {
            if (buffer[position + i] != field[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean containsNul(int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (buffer[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /** Moves the unfinished line to the front, in a buffer that holds it and the next piece. */
    private void makeRoom(int length) {
        int kept = end - lineStart;
        boolean oversized = buffer.length > SIZE_TO_KEEP && kept + length <= INITIAL_SIZE;
        if (!oversized && end + length <= buffer.length && kept > 0) {
            return;
        }
        data.detach();
        byte[] target = buffer;
        if (oversized) {
            target = new byte[INITIAL_SIZE];
        } else if (kept + length > buffer.length) {
            target = new byte[Math.max(kept + length, 2 * buffer.length)];
        }
        System.arraycopy(buffer, lineStart, target, 0, kept);
        buffer = target;
        searched -= lineStart;
        lineStart = 0;
        end = kept;
    }
}
