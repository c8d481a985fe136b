/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import dev.rivulet.server.Position;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A channel's log: its newest events as wire bytes, within a {@link History}'s bounds.
 *
 * <p>Appending takes a lock that only those who append or expire hold, for as long as it takes to copy one event. Reading
 * takes none.
 */
public abstract sealed class ChannelLog permits SegmentedLog, KeyedLog {

    private final String epoch;
    private final NodeOrder order;
    private final LongSupplier nanoTime;
    private final ReentrantLock appending = new ReentrantLock();
    private volatile Dropped dropped = Dropped.NOTHING;
    private volatile long head;
    private volatile long evicted; // written under the lock

    /**
     * An empty log.
     *
     * @param epoch names this incarnation
     * @param order stamps the events
     * @param nanoTime tells their age
     */
    ChannelLog(String epoch, NodeOrder order, LongSupplier nanoTime) {
        this.epoch = epoch;
        this.order = order;
        this.nanoTime = nanoTime;
    }

    /**
     * Appends an event and drops what is then out of bounds.
     *
     * @param event the event
     * @return its sequence
     */
    public final long append(EncodedEvent event) {
        appending.lock();
        try {
            long sequence = head + 1;
            String id = event.applicationId() == null ? position(sequence).toString() : event.applicationId();
            long now = nanoTime.getAsLong();
            Trace trace = event.trace() == null ? null : new Trace(position(sequence), event.trace());
            store(sequence, event, Dropped.idLine(id), now, trace);
            order.publish(stamp -> {
                show(stamp);
                head = sequence;
            });
            evict(now);
            return sequence;
        } finally {
            appending.unlock();
        }
    }

    /**
     * How many events were dropped because they were out of bounds.
     *
     * @return a number that only grows
     */
    public final long evicted() {
        return evicted;
    }

    /** Drops what has become too old. Cheap when nothing has. */
    public final void expire() {
        if (oldest() > head) {
            return;
        }
        appending.lock();
        try {
            evict(nanoTime.getAsLong());
        } finally {
            appending.unlock();
        }
    }

    /**
     * The sequence of the newest event, 0 before the first.
     *
     * @return a sequence
     */
    public final long head() {
        return head;
    }

    /**
     * The sequence of the oldest event that is held; one past {@link #head} when none is.
     *
     * @return a sequence
     */
    public abstract long oldest();

    /**
     * The position of an event of this log.
     *
     * @param sequence its sequence
     * @return its position
     */
    public final Position position(long sequence) {
        return new Position(epoch, sequence);
    }

    /**
     * The position of the oldest event that is held.
     *
     * @return a position, or empty when none is held
     */
    public final Optional<Position> oldestPosition() {
        long sequence = oldest();
        return sequence > head ? Optional.empty() : Optional.of(position(sequence));
    }

    /**
     * Whether events after that sequence have been dropped.
     *
     * @param sequence the last event that a reader has
     * @return true if the reader can no longer have every event
     */
    final boolean hasDroppedAfter(long sequence) {
        return sequence < dropped.sequence();
    }

    /** The sequence after which a reader starts that has nothing yet. */
    abstract long start();

    /**
     * The events after that sequence, as many as lie side by side.
     *
     * @param sequence the last event that the reader has
     * @return the events, or null when there is none yet, or none any more
     */
    abstract @Nullable Batch read(long sequence);

    /**
     * Where an id from the wire stands in this log: a position of this log, one of the node's order, or an application's id.
     *
     * @param id an id
     * @return its place, whether or not what follows is still held; empty where it says nothing about this log
     */
    final Optional<Place> locate(String id) {
        Optional<Position> position = Position.parse(id);
        if (position.isPresent()) {
            long sequence = position.get().sequence();
            if (position.get().epoch().equals(epoch) && sequence <= head) {
                return Optional.of(new Place(sequence, true));
            }
            if (order.knows(position.get())) {
                return Optional.of(new Place(sequenceAt(sequence), true));
            }
        }
        byte[] line = Dropped.idLine(id);
        Optional<Place> held = find(line);
        Dropped last = dropped; // after the search, which may just have missed it
        if (!last.hasId(line)) {
            return held;
        }
        return Optional.of(held.map(place -> new Place(place.sequence(), false))
                .orElseGet(() -> new Place(last.sequence(), true)));
    }

    /** The newest event with that id line, among those that are held. */
    abstract Optional<Place> find(byte[] idLine);

    /** The newest event up to a stamp; where that is among the dropped ones, one that was dropped before the last. */
    abstract long sequenceAt(long stamp);

    /** Under the lock: takes an event in, invisible as yet. */
    abstract void store(long sequence, EncodedEvent event, byte[] idLine, long now, @Nullable Trace trace);

    /** Under the lock: makes it visible. */
    abstract void show(long stamp);

    /** Under the lock: drops what is out of bounds. */
    abstract void evict(long now);

    /** Under the lock: notes what has been dropped, before it becomes unreadable. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
    final void drop(Dropped newest) {
        evicted++;
        dropped = newest;
    }

    final Dropped dropped() {
        return dropped;
    }

    final NodeOrder order() {
        return order;
    }
}
