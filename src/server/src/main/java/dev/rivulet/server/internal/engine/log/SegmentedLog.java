/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A log of every event, in segments that are dropped whole. A reader sees {@code head}, finds its segment in an array that is
 * replaced and never changed, and reads bytes that do not change either.
 */
public non-sealed class SegmentedLog extends ChannelLog {

    private static final int MIN_SEGMENT = 4 * 1024;
    private static final int MAX_SEGMENT = 64 * 1024;
    private static final int MAX_BRIDGE = 32 * 1024;
    private static final int MAX_BRIDGED_SEGMENTS = 8;

    private final History history;
    private final long ageNanos;
    private long heldBytes; // under the lock
    private volatile Segment[] segments = {};
    private volatile @Nullable Segment bridge; // the last one, as all readers of a burst need the same

    /**
     * An empty log.
     *
     * @param channel the channel's name
     * @param order stamps the events
     * @param history what to hold
     * @param nanoTime tells the age of events
     */
    public SegmentedLog(String channel, NodeOrder order, History history, LongSupplier nanoTime) {
        super(channel, order, nanoTime);
        this.history = history;
        this.ageNanos = history.age().toNanos();
    }

    @Override
    public final long oldest() {
        return dropped().sequence() + 1;
    }

    /** At the head. */
    @Override
    public final Start start() {
        Segment[] current = segments;
        for (int i = current.length - 1; i >= 0; i--) {
            int count = current[i].count();
            if (count > 0) {
                return new Start(current[i].first() + count - 1, current[i].stamp(count - 1), false);
            }
        }
        return dropped().start(false);
    }

    @Override
    final Start newest() {
        return start();
    }

    @Override
    public final @Nullable Slice read(long sequence, long stamp) {
        if (sequence >= head()) {
            return null;
        }
        Segment[] current = segments;
        int i = current.length - 1;
        if (i >= 0 && current[i].first() > sequence + 1) {
            i = lastUpTo(sequence + 1, current);
        }
        if (i < 0) {
            return null;
        }
        Segment segment = i == current.length - 1
                ? current[i]
                : bridged(Arrays.asList(current).subList(i, current.length), sequence + 1);
        return new Slice(this, segment, segment.indexOf(sequence + 1), segment.count());
    }

    /** The index of the segment that has an event, -1 where that has been dropped. */
    private static int lastUpTo(long sequence, Segment[] segments) {
        int from = 0;
        int to = segments.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (segments[middle].first() <= sequence) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from - 1;
    }

    /** What to read where segments follow: a burst goes out in one write wherever it lies. */
    private Segment bridged(List<Segment> rest, long sequence) {
        Segment segment = rest.get(0);
        Segment newest = rest.get(rest.size() - 1);
        int to = newest.count();
        if (to == 0 || rest.size() > MAX_BRIDGED_SEGMENTS) {
            return segment;
        }
        Segment known = bridge;
        if (known != null && known.first() <= sequence && known.last() >= newest.first() + to - 1) {
            return known;
        }
        int from = segment.indexOf(sequence);
        if (Segment.bytes(rest, from, to) > MAX_BRIDGE) {
            return segment;
        }
        Segment made = Segment.bridge(rest, from, to);
        bridge = made;
        return made;
    }

    @Override
    final @Nullable Start find(ApplicationId id) {
        @Nullable Start newest = null;
        long from = oldest();
        Segment[] current = segments;
        for (int s = current.length - 1; s >= 0; s--) {
            Segment segment = current[s];
            int index = segment.indexOf(id, Integer.MAX_VALUE);
            while (index >= 0 && segment.first() + index >= from) {
                if (newest != null) {
                    return newest.asAfterGap();
                }
                newest = new Start(segment.first() + index, segment.stamp(index), false);
                index = segment.indexOf(id, index);
            }
        }
        return newest;
    }

    @Override
    Start startAt(long stamp) {
        Segment[] current = segments;
        int from = 0;
        int to = current.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (current[middle].indexOfStamp(stamp) >= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        long sequence = from == 0 ? 0 : current[from - 1].sequence(current[from - 1].indexOfStamp(stamp));
        return new Start(Math.max(dropped().sequence(), sequence), stamp, false);
    }

    @Override
    final void store(
            long sequence, EncodedEvent event, byte @Nullable [] ownId, long now, @Nullable TracedEvent trace) {
        Segment[] current = segments;
        if (current.length == 0 || !current[current.length - 1].store(event, ownId, order(), now, trace)) {
            int size = event.body().length + (ownId == null ? order().maxIdLength() : ownId.length);
            int many = segmentSize();
            Segment segment = size > many ? Segment.ofOne(sequence, size) : Segment.ofMany(sequence, many);
            segment.store(event, ownId, order(), now, trace);
            Segment[] more = Arrays.copyOf(current, current.length + 1);
            more[current.length] = segment;
            segments = more;
        }
    }

    @Override
    final void reveal(long stamp, byte @Nullable [] ownId) {
        Segment[] current = segments;
        Segment segment = current[current.length - 1];
        segment.show(stamp, ownId, order());
        int count = segment.count();
        heldBytes += segment.cost(count - 1, count);
    }

    /** Grows with what is held, so that a quiet channel is small and a busy one has few segments. */
    private int segmentSize() {
        return (int) Math.max(MIN_SEGMENT, Math.min(MAX_SEGMENT, heldBytes / 8));
    }

    /**
     * Moves {@code oldest} past what is out of bounds; the newest event stays within count and bytes, whatever its size. A
     * segment that goes whole is one step, however many events it has, so this is all done at once.
     */
    @Override
    final boolean evict(long now) {
        long keepFrom = oldest();
        Segment[] current = segments;
        int whole = 0;
        boolean partly = false;
        while (whole < current.length && !partly) {
            Segment segment = current[whole];
            int from = segment.indexOf(keepFrom);
            int to = firstToKeep(segment, from, now);
            if (to > from) {
                heldBytes -= segment.cost(from, to);
                keepFrom += to - from;
                drop(Dropped.of(segment, to - 1), to - from);
            }
            partly = to < segment.count();
            whole += partly ? 0 : 1;
        }
        Segment known = bridge;
        if (known != null && known.last() < keepFrom) {
            bridge = null;
        }
        if (whole > 0) {
            segments = Arrays.copyOfRange(current, whole, current.length);
        }
        return false;
    }

    /** The index of the oldest event that stays. */
    private int firstToKeep(Segment segment, int from, long now) {
        int count = segment.count();
        if (from == count || !mustGo(segment, from, from, now)) {
            return from;
        }
        if (mustGo(segment, from, count - 1, now)) {
            return count;
        }
        int index = from + 1;
        while (mustGo(segment, from, index, now)) {
            index++;
        }
        return index;
    }

    /** Whether an event is out of bounds when all before it have gone, those of its segment from an index on. */
    boolean mustGo(Segment segment, int from, int index, long now) {
        if (now - segment.appendedAt(index) > ageNanos) {
            return true;
        }
        long newer = head() - segment.sequence(index);
        return newer > 0 && (newer >= history.events() || heldBytes - segment.cost(from, index) > history.bytes());
    }
}
