/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.log;

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
        return segment.first() + to - 1;
    }

    /**
     * Visits each event, oldest first.
     *
     * @param visitor is told where its parts lie in {@link #bytes}
     */
    public void forEach(Visitor visitor) {
        for (int i = from; i < to; i++) {
            visitor.event(segment.first() + i, segment.named(i), segment.start(i), segment.id(i));
        }
    }

    /** What {@link #forEach} calls. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * One event.
         *
         * @param sequence its sequence
         * @param named whether it has an {@code event:} line
         * @param start where it starts
         * @param id where its {@code id:} line starts, which is its last
         */
        void event(long sequence, boolean named, int start, int id);
    }
}
