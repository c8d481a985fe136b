/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import dev.rivulet.server.spi.EventTrace;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** An event that the application follows to its first write on this node. Thread-safe. */
public final class TracedEvent {

    private final NodeOrder order;
    private final EventTrace follower;
    private final AtomicBoolean ended = new AtomicBoolean();
    private long stamp; // set before the event becomes visible

    TracedEvent(NodeOrder order, EventTrace follower) {
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
     * @return true for the first caller, who then tells the follower
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
