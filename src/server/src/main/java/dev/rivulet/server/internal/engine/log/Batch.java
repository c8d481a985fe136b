/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive events of a log, as they lie in one segment: a slice of bytes that can go out in one write. Never empty,
 * never changes, valid also after the log has dropped the events.
 */
public final class Batch {

    private final Segment segment;
    private final int from;
    private final int to;

    Batch(Segment segment, int from, int to) {
        this.segment = segment;
        this.from = from;
        this.to = to;
    }

    /**
     * The array that holds the slice, shared by all readers: not to be changed.
     *
     * @return wire bytes
     */
    public byte[] bytes() {
        return segment.bytes;
    }

    /**
     * Where the slice starts.
     *
     * @return an index into {@link #bytes}
     */
    public int offset() {
        return segment.start(from);
    }

    /**
     * How long the slice is.
     *
     * @return bytes
     */
    public int length() {
        return segment.start(to) - segment.start(from);
    }

    /**
     * The sequence of the newest event.
     *
     * @return a sequence
     */
    public long last() {
        return sequence(count() - 1);
    }

    /**
     * How many events there are.
     *
     * @return at least 1
     */
    public int count() {
        return to - from;
    }

    /**
     * The sequence of an event.
     *
     * @param index 0 for the oldest
     * @return its sequence
     */
    public long sequence(int index) {
        return segment.first() + from + index;
    }

    /**
     * Where an event stands in the {@link NodeOrder}.
     *
     * @param index 0 for the oldest
     * @return its stamp
     */
    public long stamp(int index) {
        return segment.stamp(from + index);
    }

    /**
     * When an event was appended.
     *
     * @param index 0 for the oldest
     * @return a time by the log's clock
     */
    public long appendedAt(int index) {
        return segment.appendedAt(from + index);
    }

    /**
     * Who follows some of the events and has not been told of their delivery.
     *
     * @param start the first of them, 0 for the oldest
     * @param count how many
     * @return traces, most often none
     */
    public List<Trace> traces(int start, int count) {
        if (!segment.isTraced()) {
            return List.of();
        }
        List<Trace> open = new ArrayList<>(0);
        segment.tracesTo(open, from + start, from + start + count);
        return open;
    }

    /**
     * Whether an event has an {@code event:} line.
     *
     * @param index 0 for the oldest
     * @return false if it is unnamed
     */
    public boolean isNamed(int index) {
        return segment.named(from + index);
    }

    /**
     * Where an event starts.
     *
     * @param index 0 for the oldest
     * @return an index into {@link #bytes}
     */
    public int start(int index) {
        return segment.start(from + index);
    }

    /**
     * Where an event's {@code id:} line starts, which is its last.
     *
     * @param index 0 for the oldest
     * @return an index into {@link #bytes}
     */
    public int idLine(int index) {
        return segment.id(from + index);
    }
}
