/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.log;

import dev.rivulet.server.Position;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A reader's place in a log: the last event that it has. It holds no bytes, so one that stands still costs nothing. Not
 * thread-safe: its owner reads and moves it.
 */
public final class Cursor {

    private final ChannelLog log;
    private final boolean gap;
    private long sequence;

    private Cursor(ChannelLog log, long sequence, boolean gap) {
        this.log = log;
        this.sequence = sequence;
        this.gap = gap;
    }

    /**
     * A cursor at the head: it reads what comes from now on.
     *
     * @param log the log
     * @return a new cursor
     */
    public static Cursor atHead(ChannelLog log) {
        return new Cursor(log, log.head(), false);
    }

    /**
     * A cursor just behind the event with that id. Where the log has dropped events after it, the cursor stands before the
     * oldest that is left; where the id says nothing about this log (an older epoch, nonsense), at the head. In both cases
     * {@link #startsAfterGap} tells.
     *
     * @param log the log
     * @param lastEventId an id from the wire
     * @return a new cursor
     */
    public static Cursor after(ChannelLog log, String lastEventId) {
        log.expire();
        OptionalLong known = Position.parse(lastEventId)
                .filter(position -> position.epoch().equals(log.epoch()) && position.sequence() <= log.head())
                .map(position -> OptionalLong.of(position.sequence()))
                .orElseGet(() -> log.find(lastEventId));
        if (known.isEmpty()) {
            return new Cursor(log, log.head(), true);
        }
        return log.hasDroppedAfter(known.getAsLong())
                ? new Cursor(log, log.oldest() - 1, true)
                : new Cursor(log, known.getAsLong(), false);
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
     * The position of the last event that the reader has.
     *
     * @return a position
     */
    public Position position() {
        return log.position(sequence);
    }

    /**
     * The position of an event in this cursor's log.
     *
     * @param sequence the event's sequence
     * @return its position
     */
    public Position position(long sequence) {
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
}
