/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import dev.rivulet.server.Position;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A channel's log: its newest events as wire bytes, within a {@link History}'s bounds. An event has two numbers: its stamp, by
 * which clients know it, and its sequence, which counts the log's events and stays inside.
 *
 * <p>Appending takes a lock that only those who append or expire hold, for as long as it takes to copy one event or to drop a
 * thousand. Reading takes none.
 */
public abstract sealed class ChannelLog implements NodeOrder.Stored permits SegmentedLog, CompactedLog {

    private static final int EXPIRY_STEPS = 16;

    private final String channel;
    private final byte[] eventLine;
    private final NodeOrder order;
    private final LongSupplier nanoTime;
    private final ReentrantLock appending = new ReentrantLock();
    private volatile Dropped dropped = Dropped.NOTHING;
    private volatile long head;
    private volatile long evicted; // written under the lock
    private byte @Nullable [] storedId; // under the lock
    private @Nullable TracedEvent storedTrace; // under the lock

    /**
     * An empty log.
     *
     * @param channel the channel's name
     * @param order stamps the events
     * @param nanoTime tells their age
     */
    ChannelLog(String channel, NodeOrder order, LongSupplier nanoTime) {
        this.channel = channel;
        this.eventLine = WireFormat.eventLine(WireFormat.clientName(channel));
        this.order = order;
        this.nanoTime = nanoTime;
    }

    /**
     * The channel.
     *
     * @return its name
     */
    public final String channel() {
        return channel;
    }

    /**
     * The channel, as clients call it.
     *
     * @return its name, or {@code @me} for a user's own
     */
    public final String clientName() {
        return WireFormat.clientName(channel);
    }

    /**
     * The order that the log's events have among all of the node's.
     *
     * @return the node's order
     */
    public final NodeOrder order() {
        return order;
    }

    /**
     * Appends an event and drops what is then out of bounds.
     *
     * @param event the event
     * @return its stamp
     */
    public final long append(EncodedEvent event) {
        byte[] ownId = event.applicationId() == null ? null : WireFormat.idLine(event.applicationId());
        TracedEvent trace = event.trace() == null ? null : new TracedEvent(order, event.trace());
        appending.lock();
        try {
            long now = nanoTime.getAsLong();
            store(head + 1, event, ownId, now, trace);
            storedId = ownId;
            storedTrace = trace;
            long stamp = order.publish(this);
            evict(now);
            return stamp;
        } finally {
            appending.unlock();
        }
    }

    /** By the order, under its lock and this log's: what was stored gets its stamp and becomes visible. */
    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
    public final void show(long stamp) {
        if (storedTrace != null) {
            storedTrace.setStamp(stamp);
        }
        reveal(stamp, storedId);
        head++;
    }

    /**
     * How many events were dropped because they were out of bounds.
     *
     * @return a number that only grows
     */
    public final long evicted() {
        return evicted;
    }

    /**
     * Drops what has become too old. Cheap when nothing has; where very much has, in steps between which others append, and
     * the rest another time.
     */
    public final void expire() {
        boolean more = oldest() <= head;
        for (int step = 0; more && step < EXPIRY_STEPS; step++) {
            appending.lock();
            try {
                more = evict(nanoTime.getAsLong());
            } finally {
                appending.unlock();
            }
            if (appending.hasQueuedThreads()) {
                return; // or this thread would most likely have the lock again before them
            }
        }
    }

    /**
     * How many events the log has had, which is the newest one's sequence.
     *
     * @return a sequence, 0 before the first event
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
     * The position of the newest event, held or not.
     *
     * @return a position, with stamp 0 before the first event
     */
    public final Position position() {
        return order.position(newest().stamp());
    }

    /**
     * The position of the oldest event that is held.
     *
     * @return a position, or empty when none is held
     */
    public final Optional<Position> oldestPosition() {
        while (true) {
            Dropped last = dropped;
            Slice next = read(last.sequence(), last.stamp());
            if (next != null) {
                return Optional.of(order.position(next.stamp(0)));
            }
            if (last.sequence() == dropped.sequence()) {
                return Optional.empty();
            }
        }
    }

    /**
     * Whether events after that sequence have been dropped.
     *
     * @param sequence the last event that a reader has
     * @return true if the reader can no longer have every event
     */
    public final boolean hasDroppedAfter(long sequence) {
        return sequence < dropped.sequence();
    }

    /**
     * The events after one, as many as lie side by side.
     *
     * @param sequence the last event that the reader has
     * @param stamp its stamp, or a higher one that is below that of the next event
     * @return the events, or null when there is none yet, or none any more
     */
    public abstract @Nullable Slice read(long sequence, long stamp);

    /**
     * Where a reader starts that has nothing yet.
     *
     * @return a place, after a gap where a reader should get what has been dropped
     */
    public abstract Start start();

    /**
     * Where a client starts that has an id: behind that event. Where events after it have been dropped, before the oldest that
     * is left; where the id says nothing about this log (another epoch, nonsense), where all start; where several events have
     * it, behind the newest. In each of these cases after a gap.
     *
     * @param id a position, an application's id, or anything else
     * @return a place
     */
    public final Start startAfter(String id) {
        Start start = locate(id);
        Dropped last = dropped; // after the search: what was dropped meanwhile is a gap
        return start.stamp() < last.stamp() ? last.start(true) : start;
    }

    private Start locate(String id) {
        Optional<Position> position = Position.parse(id);
        if (position.isPresent() && order.isOf(position.get())) {
            long stamp = position.get().stamp();
            return order.hasGiven(stamp) ? startAt(stamp) : start().asAfterGap();
        }
        ApplicationId own = new ApplicationId(id);
        Start held = find(own);
        Dropped last = dropped; // after the search, which may just have missed it
        if (last.has(own)) {
            return held == null ? last.start(false) : held.asAfterGap();
        }
        return held == null ? start().asAfterGap() : held;
    }

    /** Behind the newest event with that id among those that are held, after a gap if there are several; or null. */
    abstract @Nullable Start find(ApplicationId id);

    /** Behind the newest event up to a stamp, whether or not what follows that is still held. */
    abstract Start startAt(long stamp);

    /** Behind the newest event. */
    abstract Start newest();

    /** Under the lock: takes an event in, invisible as yet. */
    abstract void store(
            long sequence, EncodedEvent event, byte @Nullable [] ownId, long now, @Nullable TracedEvent trace);

    /** Under the lock: makes it visible. */
    abstract void reveal(long stamp, byte @Nullable [] ownId);

    /** Under the lock: drops what is out of bounds, or as much as one may wait for; true if there is more. */
    abstract boolean evict(long now);

    /** Under the lock: notes what has been dropped, before it becomes unreadable. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
    final void drop(Dropped newest, int count) {
        evicted += count;
        dropped = newest;
    }

    final Dropped dropped() {
        return dropped;
    }

    final byte[] eventLine() {
        return eventLine;
    }
}
