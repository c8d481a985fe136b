/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A log of the newest event of each key. A reader finds what follows its sequence and still holds: it never reads a value that
 * a newer one has replaced, and one that starts at the beginning reads the current value of every key.
 */
public final class KeyedLog extends ChannelLog {

    private final History history;
    private final Map<String, Segment> byKey = new HashMap<>(); // under the lock
    private final ConcurrentNavigableMap<Long, Held> held = new ConcurrentSkipListMap<>(); // written under the lock
    private long heldBytes; // under the lock
    private @Nullable Held stored; // under the lock

    /**
     * An empty log.
     *
     * @param epoch names this incarnation
     * @param order stamps the events
     * @param history what to hold: a key counts as an event
     * @param nanoTime tells the age of events
     */
    public KeyedLog(String epoch, NodeOrder order, History history, LongSupplier nanoTime) {
        super(epoch, order, nanoTime);
        this.history = history;
    }

    @Override
    public long oldest() {
        Map.Entry<Long, Held> first = held.firstEntry();
        return first == null ? head() + 1 : first.getKey();
    }

    @Override
    long start() {
        return hasDroppedAfter(0) ? oldest() - 1 : 0;
    }

    @Override
    @Nullable
    Batch read(long sequence) {
        if (sequence >= head()) {
            return null;
        }
        Map.Entry<Long, Held> next = held.higherEntry(sequence);
        // Asked after the search: a key in between that was dropped, not replaced, is a gap.
        return next == null || hasDroppedAfter(sequence)
                ? null
                : new Batch(next.getValue().segment(), 0, 1);
    }

    @Override
    Optional<Place> find(byte[] idLine) {
        Optional<Place> newest = Optional.empty();
        for (Held event : held.descendingMap().values()) {
            if (event.segment().hasId(0, idLine)) {
                if (newest.isPresent()) {
                    return Optional.of(new Place(newest.get().sequence(), false));
                }
                newest = Optional.of(new Place(event.segment().first(), true));
            }
        }
        return newest;
    }

    @Override
    long sequenceAt(long stamp) {
        Dropped last = dropped();
        if (stamp < last.stamp()) {
            return 0;
        }
        for (Held event : held.descendingMap().values()) {
            if (event.segment().stamp(0) <= stamp) {
                return event.segment().first();
            }
        }
        return last.sequence();
    }

    @Override
    void store(long sequence, EncodedEvent event, byte[] idLine, long now, @Nullable Trace trace) {
        Segment segment = new Segment(sequence, event.body().length + idLine.length);
        segment.store(event, idLine, now, trace);
        stored = new Held(event.key(), segment);
    }

    /** The new value first, the one that it replaces after it: a reader in between sees both, and never none. */
    @Override
    void show(long stamp) {
        Held event = Objects.requireNonNull(stored, "stored before it is shown");
        event.segment().show(stamp);
        held.put(event.segment().first(), event);
        heldBytes += event.segment().size(0);
        Segment replaced = byKey.put(event.key(), event.segment());
        if (replaced != null) {
            held.remove(replaced.first());
            heldBytes -= replaced.size(0);
        }
        stored = null;
    }

    @Override
    void evict(long now) {
        for (Held oldest : held.values()) {
            if (!mustGo(oldest.segment(), now)) {
                return;
            }
            Segment segment = oldest.segment();
            drop(new Dropped(segment.first(), segment.stamp(0), segment.idLine(0)));
            held.remove(segment.first());
            byKey.remove(oldest.key());
            heldBytes -= segment.size(0);
        }
    }

    private boolean mustGo(Segment segment, long now) {
        if (now - segment.appendedAt(0) > history.age().toNanos()) {
            return true;
        }
        return segment.first() < head() && (byKey.size() > history.events() || heldBytes > history.bytes());
    }

    /** The newest event of a key, alone in a segment of its own size. */
    private record Held(String key, Segment segment) {}
}
