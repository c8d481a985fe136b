/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A log of every event, in segments that are dropped whole. A reader sees {@code head}, finds its segment in an array that is
 * replaced and never changed, and reads bytes that do not change either.
 */
public final class SegmentedLog extends ChannelLog {

    private static final int MIN_SEGMENT = 4 * 1024;
    private static final int MAX_SEGMENT = 64 * 1024;
    private static final int MAX_BRIDGE = 32 * 1024;
    private static final int MAX_BRIDGED_SEGMENTS = 8;

    private final History history;
    private long heldBytes; // under the lock
    private volatile Segment[] segments = {};
    private volatile @Nullable Segment bridge; // the last one, as all readers of a burst need the same

    /**
     * An empty log.
     *
     * @param epoch names this incarnation
     * @param order stamps the events
     * @param history what to hold
     * @param nanoTime tells the age of events
     */
    public SegmentedLog(String epoch, NodeOrder order, History history, LongSupplier nanoTime) {
        super(epoch, order, nanoTime);
        this.history = history;
    }

    @Override
    public long oldest() {
        return dropped().sequence() + 1;
    }

    @Override
    long start() {
        return head();
    }

    @Override
    @Nullable
    Batch read(long sequence) {
        if (sequence >= head()) {
            return null;
        }
        Segment[] current = segments;
        int i = current.length - 1;
        while (i >= 0 && current[i].first() > sequence + 1) {
            i--;
        }
        if (i < 0) {
            return null;
        }
        Segment segment = i == current.length - 1
                ? current[i]
                : bridged(Arrays.asList(current).subList(i, current.length), sequence + 1);
        return new Batch(segment, segment.indexOf(sequence + 1), segment.count());
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
    Optional<Place> find(byte[] idLine) {
        long newest = 0;
        long from = oldest();
        Segment[] current = segments;
        for (int s = current.length - 1; s >= 0; s--) {
            Segment segment = current[s];
            for (int i = segment.count() - 1; i >= 0 && segment.first() + i >= from; i--) {
                if (segment.hasId(i, idLine)) {
                    if (newest > 0) {
                        return Optional.of(new Place(newest, false));
                    }
                    newest = segment.first() + i;
                }
            }
        }
        return newest > 0 ? Optional.of(new Place(newest, true)) : Optional.empty();
    }

    @Override
    long sequenceAt(long stamp) {
        Dropped last = dropped(); // before the segments: what they lose meanwhile is a gap and not a hole
        if (stamp < last.stamp()) {
            return 0;
        }
        Segment[] current = segments;
        for (int s = current.length - 1; s >= 0; s--) {
            int index = current[s].indexOfStamp(stamp);
            if (index >= 0) {
                return Math.max(last.sequence(), current[s].first() + index);
            }
        }
        return last.sequence();
    }

    @Override
    void store(long sequence, EncodedEvent event, byte[] idLine, long now, @Nullable Trace trace) {
        int size = event.body().length + idLine.length;
        Segment[] current = segments;
        if (current.length == 0 || !current[current.length - 1].store(event, idLine, now, trace)) {
            Segment segment = new Segment(sequence, Math.max(size, segmentSize()));
            segment.store(event, idLine, now, trace);
            Segment[] more = Arrays.copyOf(current, current.length + 1);
            more[current.length] = segment;
            segments = more;
        }
        heldBytes += size;
    }

    @Override
    void show(long stamp) {
        Segment[] current = segments;
        current[current.length - 1].show(stamp);
    }

    /** Grows with what is held, so that a quiet channel is small and a busy one has few segments. */
    private int segmentSize() {
        return (int) Math.max(MIN_SEGMENT, Math.min(MAX_SEGMENT, heldBytes / 4));
    }

    /** Moves {@code oldest} past what is out of bounds; the newest event stays within count and bytes, whatever its size. */
    @Override
    void evict(long now) {
        long keepFrom = oldest();
        Segment[] current = segments;
        int dropped = 0;
        while (dropped < current.length) {
            Segment segment = current[dropped];
            int index = segment.indexOf(keepFrom);
            if (index == segment.count()) {
                if (segment.last() == head()) {
                    break;
                }
                dropped++;
            } else if (mustGo(segment, index, keepFrom, now)) {
                heldBytes -= segment.size(index);
                drop(new Dropped(keepFrom, segment.stamp(index), segment.idLine(index)));
                keepFrom++;
            } else {
                break;
            }
        }
        Segment known = bridge;
        if (known != null && known.last() < keepFrom) {
            bridge = null;
        }
        if (keepFrom > head()) {
            segments = new Segment[0];
        } else if (dropped > 0) {
            segments = Arrays.copyOfRange(current, dropped, current.length);
        }
    }

    private boolean mustGo(Segment segment, int index, long sequence, long now) {
        if (now - segment.appendedAt(index) > history.age().toNanos()) {
            return true;
        }
        return sequence < head() && (head() - sequence >= history.events() || heldBytes > history.bytes());
    }
}
