/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import dev.rivulet.server.Position;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The order in which a node's events were published, whatever their channels: each has a stamp, one above that of the event
 * before. Epoch and stamp are the id on every stream, so any id says where a client is in every channel.
 *
 * <p>An event becomes visible to readers before its stamp does. A reader that takes {@link #newest} first and reads the logs
 * then finds every event up to that stamp in them.
 */
public class NodeOrder {

    private final Position origin;
    private final byte[] idPrefix;
    private final ReentrantLock publishing = new ReentrantLock();
    private volatile long newest;

    /**
     * No events yet.
     *
     * @param epoch names this incarnation
     * @throws IllegalArgumentException if no {@link Position} can have that epoch
     */
    public NodeOrder(String epoch) {
        this.origin = Position.of(epoch, 0);
        this.idPrefix = WireFormat.idPrefix(epoch);
    }

    /**
     * The newest event's stamp.
     *
     * @return a stamp, 0 before the first event
     */
    public final long newest() {
        return newest;
    }

    /**
     * Where an event stands among all.
     *
     * @param stamp its stamp
     * @return its position
     */
    public final Position position(long stamp) {
        return origin.at(stamp);
    }

    /**
     * Reads an id back.
     *
     * @param id a position, or anything else
     * @return its stamp, where that is one of this order's and has been given
     */
    public final OptionalLong stampOf(String id) {
        Optional<Position> position = Position.parse(id).filter(this::isOf).filter(at -> hasGiven(at.stamp()));
        return position.isPresent() ? OptionalLong.of(position.get().stamp()) : OptionalLong.empty();
    }

    /**
     * Has a log show its next event with the next stamp. The lock is held for that alone, and no other is taken under it.
     *
     * @return the stamp
     */
    final long publish(Stored event) {
        publishing.lock();
        try {
            long stamp = next(newest);
            event.show(stamp);
            newest = stamp;
            return stamp;
        } finally {
            publishing.unlock();
        }
    }

    /** Under the lock: no stamp is used twice. */
    long next(long stamp) {
        return stamp + 1;
    }

    final boolean isOf(Position position) {
        return position.epoch().equals(origin.epoch());
    }

    /**
     * Whether that stamp has been given. A client may know one before it is the newest, since readers see an event first:
     * hence the lock, which waits for the event that is being published.
     *
     * <p>In a cluster there is a third answer: another node may have given a stamp that has yet to come here.
     */
    boolean hasGiven(long stamp) {
        if (stamp <= newest) {
            return true;
        }
        publishing.lock();
        try {
            return stamp <= newest;
        } finally {
            publishing.unlock();
        }
    }

    /** The bytes of an event's {@code id:} line, and of the blank line behind it. */
    final int idLength(long stamp) {
        return idPrefix.length + WireFormat.digits(stamp) + 2;
    }

    /** As many as any stamp needs. */
    final int maxIdLength() {
        return idLength(Long.MAX_VALUE);
    }

    final byte[] idLine(long stamp) {
        byte[] line = new byte[idLength(stamp)];
        beginId(line, 0);
        endId(line, 0, stamp);
        return line;
    }

    /** Writes what is known of an {@code id:} line before there is a stamp. */
    final void beginId(byte[] bytes, int at) {
        System.arraycopy(idPrefix, 0, bytes, at, idPrefix.length);
    }

    /** Writes the rest of a line that {@link #beginId} began, and the blank line; returns the index behind it. */
    int endId(byte[] bytes, int at, long stamp) {
        int end = WireFormat.writeDigits(bytes, at + idPrefix.length, stamp);
        bytes[end] = '\n';
        bytes[end + 1] = '\n';
        return end + 2;
    }

    /** An event that is stored and has no stamp as yet. */
    interface Stored {

        /** Gives it its stamp and makes it visible. */
        void show(long stamp);
    }
}
