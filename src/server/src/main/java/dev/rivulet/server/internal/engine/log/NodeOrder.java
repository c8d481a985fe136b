/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import dev.rivulet.server.Position;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/**
 * The order in which a node's events were published, whatever their channels: each has a stamp, one above that of the event
 * before. Where a stream of many channels stands is one stamp, so its ids have the same length however many they are.
 *
 * <p>An event becomes visible to readers before its stamp does. Who reads {@link #newest} first and the logs then finds every
 * event up to that stamp in them.
 */
public final class NodeOrder {

    private final String epoch;
    private final ReentrantLock publishing = new ReentrantLock();
    private volatile long newest;

    /**
     * No events yet.
     *
     * @param epoch names this incarnation
     */
    public NodeOrder(String epoch) {
        this.epoch = epoch;
    }

    /**
     * The newest event's stamp.
     *
     * @return a stamp, 0 before the first event
     */
    public long newest() {
        return newest;
    }

    /**
     * Where an event stands among all.
     *
     * @param stamp its stamp
     * @return its position, whose sequence is the stamp
     */
    public Position position(long stamp) {
        return new Position(epoch, stamp);
    }

    /** Has an event made visible with the next stamp. The lock is held for that alone, and no other is taken under it. */
    void publish(LongConsumer makeVisible) {
        publishing.lock();
        try {
            long stamp = newest + 1;
            makeVisible.accept(stamp);
            newest = stamp;
        } finally {
            publishing.unlock();
        }
    }

    boolean knows(Position position) {
        return position.epoch().equals(epoch) && position.sequence() <= newest;
    }
}
