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

    private static final int MIN_SEGMENT = 256;
    private static final int FEW_SEGMENTS = 4 * 1024;
    private static final int MAX_SEGMENT = 64 * 1024;
    private static final int MAX_BRIDGE = 32 * 1024;
    private static final int MAX_BRIDGED_SEGMENTS = 8;

    private final History history;
    private final long ageNanos;
    private long heldBytes; // under the lock
    private boolean apart; // under the lock: the next event has a segment of its own
    private volatile long takes; // written under the lock
    private volatile Segment[] segments;
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
        this(channel, order, history, nanoTime, LogOrigin.PLAIN);
    }

    /**
     * A log that holds nothing.
     *
     * @param channel the channel's name
     * @param order stamps the events
     * @param history what to hold
     * @param nanoTime tells the age of events
     * @param origin how it begins
     */
    public SegmentedLog(String channel, NodeOrder order, History history, LongSupplier nanoTime, LogOrigin origin) {
        super(channel, order, nanoTime, origin);
        this.history = history;
        this.ageNanos = history.age().toNanos();
        this.segments = origin.remains().segments();
        this.takes = origin.remains().takes();
        for (Segment segment : segments) {
            int from = Math.max(0, segment.indexOf(origin.remains().dropped().sequence() + 1));
            heldBytes += segment.cost(from, segment.count());
        }
    }

    @Override
    public final long oldest() {
        return dropped().sequence() + 1;
    }

    /** At the head; of a finite channel's before the first event, after a gap where that is not held any more. */
    @Override
    public Start start() {
        return isFinite() ? first() : newest();
    }

    @Override
    final Start first() {
        Dropped last = dropped();
        return last.start(isFinite() && last.sequence() > 0);
    }

    @Override
    Start rewound(int events) {
        Start newest = newest();
        Dropped last = dropped();
        long sequence = newest.sequence() - events;
        Segment[] current = segments;
        int i = sequence <= last.sequence() ? -1 : lastUpTo(sequence, current);
        if (i < 0) {
            return last.start(false);
        }
        return new Start(sequence, current[i].stamp(current[i].indexOf(sequence)), false);
    }

    @Override
    final Start newest() {
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
    public @Nullable Slice read(long sequence, long stamp) {
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
    final Remains remains() {
        Segment[] held = segments;
        return held.length == 0 ? Remains.withoutEvents(dropped(), evicted()) : Remains.with(held, dropped(), ageNanos);
    }

    @Override
    final void separate() {
        apart = true;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
    final void store(
            long sequence, EncodedEvent event, byte @Nullable [] ownId, long now, @Nullable TracedEvent trace) {
        Segment[] current = segments;
        if (apart || current.length == 0 || !current[current.length - 1].store(event, ownId, order(), now, trace)) {
            int size = event.body().length + (ownId == null ? order().maxIdLength() : ownId.length);
            int many = apart ? 0 : segmentSize();
            Segment segment = size > many ? Segment.ofOne(sequence, size) : Segment.ofMany(sequence, many);
            segment.store(event, ownId, order(), now, trace);
            Segment[] more = Arrays.copyOf(current, current.length + 1);
            more[current.length] = segment;
            takes += segment.footprint();
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

    /**
     * Grows with what is held, so that a quiet channel is small and a busy one has few segments: none for more than the first event,
     * then so that they double what there is, then an eighth of it.
     */
    private int segmentSize() {
        if (heldBytes == 0) {
            return 0;
        }
        long few = Math.min(FEW_SEGMENTS, heldBytes);
        return (int) Math.max(MIN_SEGMENT, Math.max(few, Math.min(MAX_SEGMENT, heldBytes / 8)));
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
        forget(current, whole, keepFrom);
        return false;
    }

    /** Segments that go whole, since nothing else frees memory. */
    @Override
    final boolean dropOldest(long bytes, boolean newestToo) {
        Segment[] current = segments;
        long rest = takes;
        int whole = 0;
        while (rest > bytes && whole < current.length - (newestToo ? 0 : 1)) {
            rest -= current[whole].footprint();
            whole++;
        }
        if (whole > 0) {
            Segment newest = current[whole - 1];
            int count = 0;
            for (int i = 0; i < whole; i++) {
                int from = i == 0 ? current[0].indexOf(oldest()) : 0;
                heldBytes -= current[i].cost(from, current[i].count());
                count += current[i].count() - from;
            }
            drop(Dropped.of(newest, newest.count() - 1), count);
            forget(current, whole, oldest());
        }
        return false;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
    private void forget(Segment[] current, int whole, long keepFrom) {
        Segment known = bridge;
        if (known != null && known.last() < keepFrom) {
            bridge = null;
        }
        if (whole > 0) {
            for (int i = 0; i < whole; i++) {
                takes -= current[i].footprint();
            }
            segments = whole == current.length ? Segment.NONE : Arrays.copyOfRange(current, whole, current.length);
        }
    }

    @Override
    public final long takes() {
        return takes;
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
        int gone = from; // in most cases the only one
        int stays = from + 1;
        for (int step = 1; mustGo(segment, from, stays, now); step *= 2) {
            gone = stays;
            stays = Math.min(stays + step, count - 1);
        }
        while (stays - gone > 1) {
            int middle = (gone + stays) >>> 1;
            if (mustGo(segment, from, middle, now)) {
                gone = middle;
            } else {
                stays = middle;
            }
        }
        return stays;
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
