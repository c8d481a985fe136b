/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import java.util.Arrays;

/**
 * What is left of a log that has been closed: enough for another to go on where it stood, and to tell clients what they miss.
 * Immutable.
 */
public abstract sealed class Remains {

    /** There was no event. */
    public static final Remains NOTHING = new WithoutEvents(Dropped.NOTHING, 0);

    private final long droppedSequence; // apart, since an object of their own would take as much again
    private final long droppedStamp;
    private final byte[] droppedIdLine;

    private Remains(Dropped dropped) {
        this.droppedSequence = dropped.sequence();
        this.droppedStamp = dropped.stamp();
        this.droppedIdLine = dropped.idLine();
    }

    /**
     * The past of a channel of which nothing is known but that it had no event after one.
     *
     * @param stamp that event's
     * @return what a client with a lower stamp may have missed, and one with this stamp or a higher has not
     */
    public static Remains unknownUpTo(long stamp) {
        return stamp == 0 ? NOTHING : new WithoutEvents(new Dropped(0, stamp, Dropped.NO_LINE), 0);
    }

    static Remains withoutEvents(Dropped dropped, long evicted) {
        return new WithoutEvents(dropped, evicted);
    }

    /** What was held is held on, as it lies. */
    static Remains with(Segment[] segments, Dropped dropped, long ageNanos) {
        return new WithEvents(segments, dropped, ageNanos);
    }

    /** The newest event that is not held any more. */
    final Dropped dropped() {
        return new Dropped(droppedSequence, droppedStamp, droppedIdLine);
    }

    abstract Segment[] segments();

    /**
     * Whether events are held.
     *
     * @return false if another log begins with none
     */
    public abstract boolean hasEvents();

    /**
     * Whether the oldest of them is too old.
     *
     * @param now by the log's clock
     * @return true if another log should look after them
     */
    public abstract boolean isDue(long now);

    /**
     * What they take in memory.
     *
     * @return bytes
     */
    public abstract long takes();

    /**
     * How many events there were.
     *
     * @return the newest one's sequence
     */
    public abstract long head();

    /**
     * The newest event's stamp.
     *
     * @return a stamp, 0 if there was none
     */
    public abstract long stamp();

    /**
     * How many events were dropped because they were out of bounds.
     *
     * @return a number
     */
    public abstract long evicted();

    /** Nothing is held. */
    private static final class WithoutEvents extends Remains {
        private final long evicted;

        WithoutEvents(Dropped newest, long evicted) {
            super(newest);
            this.evicted = evicted;
        }

        @Override
        Segment[] segments() {
            return Segment.NONE;
        }

        @Override
        public boolean hasEvents() {
            return false;
        }

        @Override
        public boolean isDue(long now) {
            return false;
        }

        @Override
        public long takes() {
            return 0;
        }

        @Override
        public long head() {
            return dropped().sequence();
        }

        @Override
        public long stamp() {
            return dropped().stamp();
        }

        @Override
        public long evicted() {
            return evicted;
        }
    }

    /** A log of every event, which has dropped all up to one. */
    private static final class WithEvents extends Remains {
        private final Segment first; // in most cases the only one
        private final Segment[] others;
        private final long due;

        WithEvents(Segment[] segments, Dropped dropped, long ageNanos) {
            super(dropped);
            this.first = segments[0];
            this.others = segments.length == 1 ? Segment.NONE : Arrays.copyOfRange(segments, 1, segments.length);
            this.due = first.appendedAt(first.indexOf(dropped.sequence() + 1)) + ageNanos;
        }

        @Override
        Segment[] segments() {
            Segment[] all = new Segment[1 + others.length];
            all[0] = first;
            System.arraycopy(others, 0, all, 1, others.length);
            return all;
        }

        @Override
        public boolean hasEvents() {
            return true;
        }

        @Override
        public boolean isDue(long now) {
            return now - due > 0;
        }

        @Override
        public long takes() {
            long bytes = first.footprint();
            for (Segment segment : others) {
                bytes += segment.footprint();
            }
            return bytes;
        }

        @Override
        public long head() {
            return newest().last();
        }

        @Override
        public long stamp() {
            return newest().stamp(newest().count() - 1);
        }

        @Override
        public long evicted() {
            return dropped().sequence();
        }

        private Segment newest() {
            return others.length == 0 ? first : others[others.length - 1];
        }
    }
}
