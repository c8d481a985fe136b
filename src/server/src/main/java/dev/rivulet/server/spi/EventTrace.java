/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.spi;

import dev.rivulet.server.Beta;
import dev.rivulet.server.Position;
import java.time.Instant;

/** Follows one event, from its publisher to the first stream of this node that it is written to. */
@Beta
@FunctionalInterface
public interface EventTrace {

    /**
     * The event has been written to a stream for the first time. Called at most once, later than that and on a thread where it
     * may take its time; not at all for an event that nobody hears.
     *
     * @param position where the event stands among all events
     * @param written when it was written
     */
    void delivered(Position position, Instant written);
}
