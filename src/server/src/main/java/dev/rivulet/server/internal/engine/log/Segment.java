/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the log: consecutive events, their wire bytes side by side. One thread at a time appends; any number read
 * without a lock what was counted when they looked, since bytes that have been counted never change.
 */
final class Segment implements Run {

    static final Segment[] NONE = {};

    /** What an event takes beside its bytes: a slot in each of the arrays. */
    static final int SLOT = 4 + 4 + 1 + 8 + 8;

    /** What a segment takes beside its arrays' elements, on a 64-bit JVM: itself 64, the headers of its arrays 100, its place 8. */
    private static final int OVERHEAD = 172;

    private static final int BYTES_PER_SLOT = 48;
    private static final byte NAMED = 1;
    private static final byte APPLICATION_ID = 2;

    private final byte[] bytes;
    private final long first;
    private final int[] starts;
    private final int[] idLines;
    private final byte[] flags;
    private final long[] appendedAt;
    private final long[] stamps;
    private @Nullable TracedEvent @Nullable [] traces; // made with the first
    private volatile @Nullable ApplicationIds applicationIds; // made with the first
    private volatile int count;

    /**
     * An empty segment.
     *
     * @param first the sequence of its first event
     * @param capacity bytes
     * @param slots events
     */
    private Segment(long first, int capacity, int slots) {
        this.first = first;
        this.bytes = new byte[capacity];
        this.starts = new int[slots + 1];
        this.idLines = new int[slots];
        this.flags = new byte[slots];
        this.appendedAt = new long[slots];
        this.stamps = new long[slots];
    }

    static Segment ofMany(long first, int capacity) {
        return new Segment(first, capacity, capacity / BYTES_PER_SLOT + 1);
    }

    /** For an event that needs more room than many others together. */
    static Segment ofOne(long first, int capacity) {
        return new Segment(first, capacity, 1);
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
            idLines[index] = source.idLines[i] + moved;
            starts[index + 1] = source.starts[i + 1] + moved;
        }
        System.arraycopy(source.flags, from, flags, count, to - from);
        System.arraycopy(source.appendedAt, from, appendedAt, count, to - from);
        System.arraycopy(source.stamps, from, stamps, count, to - from);
        @Nullable TracedEvent[] followed = source.traces;
        if (followed != null) {
            System.arraycopy(followed, from, knownTraces(), count, to - from);
        }
        count = index;
    }

    /** Takes in the next event, unseen until {@link #show}, or returns false and changes nothing where there is no room. */
    boolean store(EncodedEvent event, byte @Nullable [] ownId, NodeOrder order, long now, @Nullable TracedEvent trace) {
        int index = count;
        int start = starts[index];
        int id = start + event.body().length;
        if (index == idLines.length || id + (ownId == null ? order.maxIdLength() : ownId.length) > bytes.length) {
            return false;
        }
        System.arraycopy(event.body(), 0, bytes, start, event.body().length);
        if (ownId == null) {
            order.beginId(bytes, id);
        } else {
            System.arraycopy(ownId, 0, bytes, id, ownId.length);
            starts[index + 1] = id + ownId.length;
        }
        idLines[index] = id;
        flags[index] = (byte) ((event.named() ? NAMED : 0) | (ownId == null ? 0 : APPLICATION_ID));
        appendedAt[index] = now;
        if (trace != null) {
            knownTraces()[index] = trace;
        }
        return true;
    }

    private @Nullable TracedEvent[] knownTraces() {
        @Nullable TracedEvent[] known = traces == null ? new @Nullable TracedEvent[idLines.length] : traces;
        traces = known;
        return known;
    }

    /** Lets readers see the event that was stored last. */
    void show(long stamp, byte @Nullable [] ownId, NodeOrder order) {
        int index = count;
        if (ownId == null) {
            starts[index + 1] = order.endId(bytes, idLines[index], stamp);
        } else {
            knownIds().add(index, ApplicationId.hash(ownId));
        }
        stamps[index] = stamp;
        count = index + 1;
    }

    private ApplicationIds knownIds() {
        ApplicationIds known = applicationIds == null ? new ApplicationIds(idLines.length) : applicationIds;
        applicationIds = known;
        return known;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int count() {
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

    @Override
    public long sequence(int index) {
        return first + index;
    }

    @Override
    public int start(int index) {
        return starts[index];
    }

    @Override
    public int idLine(int index) {
        return idLines[index];
    }

    @Override
    public boolean isNamed(int index) {
        return (flags[index] & NAMED) != 0;
    }

    @Override
    public boolean hasApplicationId(int index) {
        return (flags[index] & APPLICATION_ID) != 0;
    }

    @Override
    public long appendedAt(int index) {
        return appendedAt[index];
    }

    @Override
    public long stamp(int index) {
        return stamps[index];
    }

    @Override
    public void tracedTo(List<TracedEvent> open, int from, int to) {
        @Nullable TracedEvent[] known = traces;
        for (int i = from; known != null && i < to; i++) {
            TracedEvent trace = known[i];
            if (trace != null && !trace.hasEnded()) {
                open.add(trace);
            }
        }
    }

    /** What it takes in memory, full or not; without what the application's ids and traces need beside. */
    long footprint() {
        return OVERHEAD + bytes.length + (long) SLOT * idLines.length;
    }

    /** What some of its events take in memory. */
    long cost(int from, int to) {
        return starts[to] - starts[from] + (long) (to - from) * SLOT;
    }

    /** The index of the newest event up to a stamp; -1 if all are newer. */
    int indexOfStamp(long stamp) {
        int found = Arrays.binarySearch(stamps, 0, count, stamp);
        return found >= 0 ? found : -found - 2;
    }

    /** The index of the newest event with that id, older than the one at another index; -1 if there is none. */
    int indexOf(ApplicationId id, int before) {
        ApplicationIds known = applicationIds;
        if (known == null) {
            return -1;
        }
        int counted = Math.min(count, before);
        int index = known.newest(id.hash());
        while (index >= 0 && !(index < counted && id.isAt(bytes, idLines[index], starts[index + 1]))) {
            index = known.olderThan(index);
        }
        return index;
    }
}
