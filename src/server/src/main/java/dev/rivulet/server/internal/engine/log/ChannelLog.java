/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import dev.rivulet.server.Outcome;
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
public abstract sealed class ChannelLog implements NodeOrder.Stored, Budgeted permits SegmentedLog, CompactedLog {

    /** In place of a stamp: the log has been closed, and the event not taken. */
    public static final long NOT_TAKEN = 0;

    private static final int EXPIRY_STEPS = 16;

    private final String channel;
    private final byte[] eventLine;
    private final NodeOrder order;
    private final LongSupplier nanoTime;
    private final boolean finite;
    private final BudgetShare share; // under the lock
    private final ReentrantLock appending = new ReentrantLock();
    private volatile Dropped dropped;
    private volatile long head;
    private volatile long evicted; // written under the lock
    private volatile LogPhase phase = LogPhase.OPEN; // written under the lock
    private volatile boolean replaced; // written under the lock
    private boolean hasAppended; // under the lock
    private long lastAppend; // under the lock
    private byte @Nullable [] storedId; // under the lock
    private @Nullable TracedEvent storedTrace; // under the lock

    /**
     * A log that holds nothing.
     *
     * @param channel the channel's name
     * @param order stamps the events
     * @param nanoTime tells their age
     * @param origin how it begins
     */
    ChannelLog(String channel, NodeOrder order, LongSupplier nanoTime, LogOrigin origin) {
        this.channel = channel;
        this.eventLine = WireFormat.eventLine(WireFormat.clientName(channel));
        this.order = order;
        this.nanoTime = nanoTime;
        this.finite = origin.finite();
        this.share = new BudgetShare(origin.budget(), origin.remains().takes());
        this.dropped = origin.remains().dropped();
        this.head = origin.remains().head();
        this.evicted = origin.remains().evicted();
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
     * @return its stamp, or {@link #NOT_TAKEN} if the log has been closed
     * @throws EndedException if it has ended
     */
    public final long append(EncodedEvent event) {
        long stamp = append(event, LogPhase.OPEN);
        if (stamp == NOT_TAKEN && phase == LogPhase.ENDED) {
            throw new EndedException(channel);
        }
        return stamp;
    }

    /**
     * Appends the end, after which nothing is taken.
     *
     * @param outcome how the channel ends
     * @return the end's stamp, or {@link #NOT_TAKEN} if the log has ended before, or has been closed
     */
    public final long end(Outcome outcome) {
        return append(WireFormat.end(channel, outcome), LogPhase.ENDED);
    }

    private long append(EncodedEvent event, LogPhase next) {
        byte[] ownId = event.applicationId() == null ? null : WireFormat.idLine(event.applicationId());
        TracedEvent trace = event.trace() == null ? null : new TracedEvent(order, event.trace());
        long stamp;
        appending.lock();
        try {
            if (phase != LogPhase.OPEN) {
                return NOT_TAKEN;
            }
            long now = nanoTime.getAsLong();
            if (next != LogPhase.OPEN) {
                separate();
            }
            store(head + 1, event, ownId, now, trace);
            storedId = ownId;
            storedTrace = trace;
            stamp = order.publish(this);
            hasAppended = true;
            lastAppend = now;
            evict(now);
            share.report(takes());
            if (next != LogPhase.OPEN) {
                phase = next; // after the head: a reader who sees this, and has read up to the head, has everything
            }
        } finally {
            appending.unlock();
        }
        share.settle();
        return stamp;
    }

    /**
     * Whether its last event is the end. Whoever sees that first, and then has read up to {@link #head}, has everything.
     *
     * @return true once it has ended
     */
    public final boolean hasEnded() {
        return phase == LogPhase.ENDED;
    }

    /**
     * Whether it can end.
     *
     * @return true for a finite channel's
     */
    public final boolean isFinite() {
        return finite;
    }

    /**
     * Closes the log, so that another can go on with what it has: then it takes no event any more. Its events are not copied.
     *
     * @return what is left of it, or null if it cannot be closed like that: a compacted log that holds events
     */
    public final @Nullable Remains rest() {
        appending.lock();
        try {
            Remains remains = remains();
            if (remains != null) {
                phase = LogPhase.CLOSED;
                share.pass(remains.takes());
            }
            return remains;
        } finally {
            appending.unlock();
        }
    }

    /**
     * Closes the log, whatever it holds: it takes no event any more. Who reads it can go on doing so.
     *
     * @return the stamp of its newest event
     */
    public long close() {
        appending.lock();
        try {
            phase = phase == LogPhase.ENDED ? LogPhase.ENDED : LogPhase.CLOSED;
            share.leave();
            return newest().stamp();
        } finally {
            appending.unlock();
        }
    }

    /**
     * Closes the log of a channel that has ended, since another of its name begins. Who reads it can read it to its end, and no
     * further: it takes a last stamp, which none of its readers ever has, so that none of those who read other channels too is given an id
     * by which it would seem to have read the new log's events.
     *
     * @return the stamp of its end
     */
    public long replace() {
        long end = close();
        appending.lock();
        try {
            order.publish(stamp -> drop(new Dropped(head + 1, stamp, Dropped.NO_LINE), 0));
            replaced = true;
        } finally {
            appending.unlock();
        }
        return end;
    }

    /**
     * Whether another log has its channel's name.
     *
     * @return true once it has been replaced
     */
    public final boolean isReplaced() {
        return replaced;
    }

    /**
     * When it took its newest event.
     *
     * @param otherwise what is answered if it never took one
     * @return a time by the log's clock
     */
    public final long lastAppendOr(long otherwise) {
        appending.lock();
        try {
            return hasAppended ? lastAppend : otherwise;
        } finally {
            appending.unlock();
        }
    }

    @Override
    public final void trim(long bytes, boolean newestToo) {
        boolean more = true;
        while (more) {
            appending.lock();
            try {
                more = dropOldest(bytes, newestToo && phase != LogPhase.ENDED);
                share.report(takes());
            } finally {
                appending.unlock();
            }
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
        boolean more = oldest() <= head && phase == LogPhase.OPEN; // what has ended is complete until it is forgotten
        for (int step = 0; more && step < EXPIRY_STEPS; step++) {
            appending.lock();
            try {
                more = evict(nanoTime.getAsLong());
                share.report(takes());
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
     * The position of the newest event, held or not. Where a channel of that name may have been forgotten, at least that of the
     * newest event of all that were.
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

    /** Before the oldest event that is held. */
    abstract Start first();

    /** Before that many of the newest events, or as many as are held. */
    abstract Start rewound(int events);

    /**
     * Where a client starts that has an id: behind that event. Where events after it have been dropped, before the oldest that
     * is left; where the id says nothing about this log (another epoch, nonsense), where all start; where several events have
     * it, behind the newest. In each of these cases after a gap.
     *
     * @param id a position, an application's id, or anything else
     * @return a place
     */
    public final Start startAfter(String id) {
        return Resumption.after(id, this);
    }

    /** Behind the newest event with that id among those that are held, after a gap if there are several; or null. */
    abstract @Nullable Start find(ApplicationId id);

    /** Behind the newest event up to a stamp, whether or not what follows that is still held. */
    abstract Start startAt(long stamp);

    /** Behind the newest event. */
    abstract Start newest();

    /** Under the lock: what another log needs to go on, or null if it could not. */
    abstract @Nullable Remains remains();

    /** Under the lock: takes an event in, invisible as yet. */
    abstract void store(
            long sequence, EncodedEvent event, byte @Nullable [] ownId, long now, @Nullable TracedEvent trace);

    /** Under the lock: the next event is the last, and stays when all others are dropped. */
    abstract void separate();

    /** Under the lock: makes it visible. */
    abstract void reveal(long stamp, byte @Nullable [] ownId);

    /** Under the lock: drops what is out of bounds, or as much as one may wait for; true if there is more. */
    abstract boolean evict(long now);

    /** Under the lock: drops the oldest events, or as many as one may wait for; true if there is more. */
    abstract boolean dropOldest(long bytes, boolean newestToo);

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
