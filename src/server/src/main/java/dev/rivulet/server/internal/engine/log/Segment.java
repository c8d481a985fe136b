/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the log: consecutive events, their wire bytes side by side. One thread at a time appends; any number read
 * without a lock what was counted when they looked, since bytes that have been counted never change.
 */
final class Segment {

    private static final int BYTES_PER_SLOT = 48;

    final byte[] bytes;

    private final long first;
    private final int[] starts;
    private final int[] ids;
    private final boolean[] named;
    private final long[] appendedAt;
    private final long[] stamps;
    private @Nullable Trace @Nullable [] traces; // made with the first
    private volatile int count;

    Segment(long first, int capacity) {
        this(first, capacity, capacity / BYTES_PER_SLOT + 1);
    }

    private Segment(long first, int capacity, int slots) {
        this.first = first;
        this.bytes = new byte[capacity];
        this.starts = new int[slots + 1];
        this.ids = new int[slots];
        this.named = new boolean[slots];
        this.appendedAt = new long[slots];
        this.stamps = new long[slots];
    }

    /**
     * A copy in which events of neighbouring segments lie side by side.
     *
     * @param segments at least two
     * @param from the first event's index in the first of them
     * @param to the index behind the last event in the last of them
     */
    static Segment bridge(List<Segment> segments, int from, int to) {
        Segment first = segments.get(0);
        Segment last = segments.get(segments.size() - 1);
        int slots = (int) (last.first + to - first.first - from);
        Segment bridge = new Segment(first.first + from, bytes(segments, from, to), slots);
        for (Segment segment : segments) {
            bridge.copy(segment, segment == first ? from : 0, segment == last ? to : segment.count());
        }
        return bridge;
    }

    /** How many bytes such a copy takes. */
    static int bytes(List<Segment> segments, int from, int to) {
        int bytes =
                segments.get(segments.size() - 1).start(to) - segments.get(0).start(from);
        for (Segment segment : segments.subList(0, segments.size() - 1)) {
            bytes += segment.start(segment.count());
        }
        return bytes;
    }

    private void copy(Segment source, int from, int to) {
        int index = count;
        int moved = starts[index] - source.starts[from];
        System.arraycopy(
                source.bytes, source.starts[from], bytes, starts[index], source.starts[to] - source.starts[from]);
        for (int i = from; i < to; i++, index++) {
            ids[index] = source.ids[i] + moved;
            starts[index + 1] = source.starts[i + 1] + moved;
        }
        System.arraycopy(source.named, from, named, count, to - from);
        System.arraycopy(source.appendedAt, from, appendedAt, count, to - from);
        System.arraycopy(source.stamps, from, stamps, count, to - from);
        @Nullable Trace[] followed = source.traces;
        if (followed != null) {
            System.arraycopy(followed, from, knownTraces(), count, to - from);
        }
        count = index;
    }

    /** Takes in the next event, unseen until {@link #show}, or returns false and changes nothing where there is no room. */
    boolean store(EncodedEvent event, byte[] idLine, long now, @Nullable Trace trace) {
        int index = count;
        int start = starts[index];
        int id = start + event.body().length;
        int end = id + idLine.length;
        if (index == ids.length || end > bytes.length) {
            return false;
        }
        System.arraycopy(event.body(), 0, bytes, start, event.body().length);
        System.arraycopy(idLine, 0, bytes, id, idLine.length);
        ids[index] = id;
        named[index] = event.named();
        appendedAt[index] = now;
        starts[index + 1] = end;
        if (trace != null) {
            knownTraces()[index] = trace;
        }
        return true;
    }

    private @Nullable Trace[] knownTraces() {
        @Nullable Trace[] known = traces == null ? new @Nullable Trace[ids.length] : traces;
        traces = known;
        return known;
    }

    /** Lets readers see the event that was stored last. */
    void show(long stamp) {
        int index = count;
        stamps[index] = stamp;
        count = index + 1;
    }

    int count() {
        return count;
    }

    long first() {
        return first;
    }

    /** The sequence of the newest event; one before {@link #first} while there is none. */
    long last() {
        return first + count - 1;
    }

    int indexOf(long sequence) {
        return (int) (sequence - first);
    }

    int start(int index) {
        return starts[index];
    }

    /** Where the event's {@code id:} line starts; it ends, with the blank line, at {@code start(index + 1)}. */
    int id(int index) {
        return ids[index];
    }

    boolean named(int index) {
        return named[index];
    }

    long appendedAt(int index) {
        return appendedAt[index];
    }

    /** Adds those of a range of events whose delivery nobody has told of. */
    void tracesTo(List<Trace> open, int from, int to) {
        @Nullable Trace[] known = traces;
        for (int i = from; known != null && i < to; i++) {
            Trace trace = known[i];
            if (trace != null && !trace.hasEnded()) {
                open.add(trace);
            }
        }
    }

    boolean isTraced() {
        return traces != null;
    }

    int size(int index) {
        return starts[index + 1] - starts[index];
    }

    long stamp(int index) {
        return stamps[index];
    }

    /** The index of the newest event up to a stamp; -1 if all are newer. */
    int indexOfStamp(long stamp) {
        int found = Arrays.binarySearch(stamps, 0, count, stamp);
        return found >= 0 ? found : -found - 2;
    }

    boolean hasId(int index, byte[] idLine) {
        return Arrays.equals(bytes, ids[index], starts[index + 1], idLine, 0, idLine.length);
    }

    byte[] idLine(int index) {
        return Arrays.copyOfRange(bytes, ids[index], starts[index + 1]);
    }
}
