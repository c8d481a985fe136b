/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import java.util.Objects;
import java.util.Optional;

/**
 * Where an event stands among all events of this application, whatever their channels. On the wire it is the event's id,
 * {@code <epoch>-<stamp>}, and so what a client sends back as {@code Last-Event-ID}. There is one order: the position of an
 * event of one channel resumes any set of channels, and {@link EventChannel#position} and {@link Channels#position} may be
 * mixed.
 *
 * <p>Stamps rise. They are not dense in a channel, so their difference counts nothing, and none is used twice within an
 * epoch. Immutable; equal to any position of the same epoch and stamp.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#the-last-event-id-header">WHATWG HTML, The
 *     Last-Event-ID header</a>
 */
public final class Position {

    private static final int MAX_EPOCH = 32;
    private static final int MAX_DIGITS = 18;

    private final String epoch;
    private final long stamp;

    private Position(String epoch, long stamp) {
        this.epoch = epoch;
        this.stamp = stamp;
    }

    /**
     * A position of any order.
     *
     * @param epoch names the order: one run of the application. 1 to 32 characters out of {@code a-z 0-9}
     * @param stamp the event's place in it, from 1; 0 stands before the first event
     * @return the position
     * @throws IllegalArgumentException if the epoch has other characters or the stamp is negative
     */
    public static Position of(String epoch, long stamp) {
        if (!isEpoch(epoch, epoch.length())) {
            throw new IllegalArgumentException("Epoch \"" + epoch + "\" is not 1 to 32 characters out of a-z 0-9");
        }
        return new Position(epoch, notNegative(stamp));
    }

    /**
     * Another position of the same order. {@code at(0)} stands before everything: a client that resumes there is sent all
     * that is still held.
     *
     * @param other a stamp, at least 0
     * @return the position
     * @throws IllegalArgumentException if the stamp is negative
     */
    public Position at(long other) {
        return new Position(epoch, notNegative(other));
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @param id an event id
     * @return the position, or empty where the id is not one (an application's own id, or nonsense)
     */
    public static Optional<Position> parse(String id) {
        int dash = id.indexOf('-');
        if (dash < 0 || !isEpoch(id, dash) || !isStamp(id, dash + 1)) {
            return Optional.empty();
        }
        long stamp = Long.parseLong(id, dash + 1, id.length(), 10);
        return Optional.of(new Position(id.substring(0, dash), stamp));
    }

    private static boolean isEpoch(String text, int length) {
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && !isDigit(c)) {
                return false;
            }
        }
        return length > 0 && length <= MAX_EPOCH;
    }

    private static boolean isStamp(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        int digits = text.length() - from;
        return digits == 1 || (digits > 1 && digits <= MAX_DIGITS && text.charAt(from) != '0');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static long notNegative(long stamp) {
        if (stamp < 0) {
            throw new IllegalArgumentException("Stamp " + stamp + " is negative");
        }
        return stamp;
    }

    /**
     * The order that the position belongs to. A new one begins when the application starts.
     *
     * @return 1 to 32 characters out of {@code a-z 0-9}
     */
    public String epoch() {
        return epoch;
    }

    /**
     * The place in that order.
     *
     * @return a number, 0 before the first event
     */
    public long stamp() {
        return stamp;
    }

    /**
     * Whether this is the later of two positions of one order.
     *
     * @param other a position
     * @return true if the epochs are the same and this stamp is the higher one; positions of two epochs have no order, so that
     *     neither is after the other
     */
    public boolean isAfter(Position other) {
        return stamp > other.stamp && epoch.equals(other.epoch);
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Position other && stamp == other.stamp && epoch.equals(other.epoch);
    }

    @Override
    public int hashCode() {
        return Objects.hash(epoch, stamp);
    }

    /**
     * The event id.
     *
     * @return {@code <epoch>-<stamp>}
     */
    @Override
    public String toString() {
        return epoch + '-' + stamp;
    }
}
