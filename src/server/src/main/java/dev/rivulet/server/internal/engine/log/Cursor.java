/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import dev.rivulet.server.Position;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A reader's place in a log: the last event that it has. It holds no bytes, so one that stands still costs nothing. Not
 * thread-safe: its owner reads and moves it.
 */
public final class Cursor {

    private final ChannelLog log;
    private final boolean gap;
    private final long startHead;
    private long sequence;

    private Cursor(ChannelLog log, long sequence, boolean gap) {
        this.log = log;
        this.sequence = sequence;
        this.startHead = log.head();
        this.gap = gap;
    }

    /**
     * A reader's first cursor: it reads what comes from now on, and before that the current values of a keyed log.
     *
     * @param log the log
     * @return a new cursor
     */
    public static Cursor atStart(ChannelLog log) {
        log.expire();
        long start = log.start();
        return new Cursor(log, start, log instanceof KeyedLog && start > 0);
    }

    /**
     * A cursor just behind the event with that id. Where the log has dropped events after it, the cursor stands before the
     * oldest that is left; where the id says nothing about this log (an older epoch, nonsense), at the start; where several
     * events have it, behind the newest. In each of these cases {@link #startsAfterGap} tells.
     *
     * @param log the log
     * @param lastEventId an id from the wire
     * @return a new cursor
     */
    public static Cursor after(ChannelLog log, String lastEventId) {
        log.expire();
        Optional<Place> place = log.locate(lastEventId);
        if (place.isEmpty()) {
            return new Cursor(log, log.start(), true);
        }
        long sequence = place.get().sequence();
        return log.hasDroppedAfter(sequence)
                ? new Cursor(log, log.oldest() - 1, true)
                : new Cursor(log, sequence, !place.get().certain());
    }

    /**
     * Whether events may be missing between the id that was asked for and where this cursor started.
     *
     * @return true if the reader must be told of a gap
     */
    public boolean startsAfterGap() {
        return gap;
    }

    /**
     * Whether the log has dropped events that this cursor has not read.
     *
     * @return true if it can never read all
     */
    public boolean hasFallenBehind() {
        return log.hasDroppedAfter(sequence);
    }

    /**
     * Whether there are events behind this cursor, held or dropped.
     *
     * @return false at the head
     */
    public boolean hasNext() {
        return sequence < log.head();
    }

    /**
     * The next events, as many as lie side by side; the cursor does not move.
     *
     * @return events, or null at the head, or where the cursor {@linkplain #hasFallenBehind has fallen behind}
     */
    public @Nullable Batch next() {
        return log.read(sequence);
    }

    /**
     * Moves to an event.
     *
     * @param sequence the last event that the reader now has
     */
    public void moveTo(long sequence) {
        this.sequence = sequence;
    }

    /**
     * How many events were published behind this cursor.
     *
     * @return a number, 0 at the head
     */
    public long lag() {
        return log.head() - sequence;
    }

    /**
     * The sequence of the last event that the reader has.
     *
     * @return a sequence
     */
    public long sequence() {
        return sequence;
    }

    /**
     * The position of the last event that the reader has.
     *
     * @return a position
     */
    public Position position() {
        return log.position(sequence);
    }

    /**
     * The oldest event that the log holds.
     *
     * @return its position, or empty when none is held
     */
    public Optional<Position> oldest() {
        return log.oldestPosition();
    }

    /** Moves to where a reader starts that has nothing yet. */
    public void moveToStart() {
        sequence = log.start();
    }

    /**
     * How many events have been replaced by newer ones of their keys since this cursor could have read them.
     *
     * @param next what it reads next
     * @return a number, 0 where the log holds every event
     */
    public long replacedBefore(Batch next) {
        return log instanceof KeyedLog ? Math.max(0, next.sequence(0) - 1 - Math.max(sequence, startHead)) : 0;
    }

    /**
     * The order that the log's events have among all of the node's.
     *
     * @return the node's order
     */
    public NodeOrder order() {
        return log.order();
    }
}
