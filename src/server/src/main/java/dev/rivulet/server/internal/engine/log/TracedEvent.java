/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import dev.rivulet.server.spi.EventTrace;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** Somebody follows an event to its first write on this node. Thread-safe. */
public final class Trace {

    private final NodeOrder order;
    private final EventTrace follower;
    private final AtomicBoolean ended = new AtomicBoolean();
    private long stamp; // set before the event becomes visible

    Trace(NodeOrder order, EventTrace follower) {
        this.order = order;
        this.follower = follower;
    }

    void setStamp(long given) {
        stamp = given;
    }

    /**
     * Whether the event has been written.
     *
     * @return true if there is nothing more to tell
     */
    public boolean hasEnded() {
        return ended.get();
    }

    /**
     * The event has been written.
     *
     * @return true for the first who says so: he tells the follower
     */
    public boolean end() {
        return ended.compareAndSet(false, true);
    }

    /**
     * Tells the follower, which may take its time.
     *
     * @param written when the event was written
     */
    public void tell(Instant written) {
        follower.delivered(order.position(stamp), written);
    }
}
