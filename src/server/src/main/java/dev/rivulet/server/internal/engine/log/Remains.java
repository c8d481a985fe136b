/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

/**
 * What is left of a log that holds nothing any more: enough for another to go on where it stood, and to tell clients what they miss.
 * Immutable.
 */
public final class Remains {

    /** There was no event. */
    public static final Remains NOTHING = new Remains(Dropped.NOTHING, 0);

    private final Dropped dropped;
    private final long evicted;

    Remains(Dropped dropped, long evicted) {
        this.dropped = dropped;
        this.evicted = evicted;
    }

    /**
     * The past of a channel of which nothing is known but that it had no event after one.
     *
     * @param stamp that event's
     * @return what a client with a lower stamp may have missed, and one with this stamp or a higher has not
     */
    public static Remains unknownUpTo(long stamp) {
        return stamp == 0 ? NOTHING : new Remains(new Dropped(0, stamp, Dropped.NO_LINE), 0);
    }

    /**
     * How many events there were.
     *
     * @return the newest one's sequence
     */
    public long head() {
        return dropped.sequence();
    }

    /**
     * How many of them were dropped because they were out of bounds.
     *
     * @return a number
     */
    public long evicted() {
        return evicted;
    }

    /**
     * The newest event's stamp.
     *
     * @return a stamp, 0 if there was none
     */
    public long stamp() {
        return dropped.stamp();
    }

    Dropped dropped() {
        return dropped;
    }
}
