/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.spi;

import dev.rivulet.server.Beta;
import java.time.Duration;
import java.util.SortedMap;

/**
 * How long events waited between publication and write: a snapshot, immutable. A write counts once, by the oldest of its events; it
 * does not count where that was published before the stream opened, since such an event has waited for its client. Made by
 * Rivulet alone: methods may be added, as default ones, so that a test of yours may implement it.
 */
@Beta
public interface Latency {

    /**
     * How many writes took at most so long, by length of time: each count includes those of the shorter times.
     *
     * @return counts that only grow; the same lengths of time while the application runs; immutable
     */
    SortedMap<Duration, Long> atMost();

    /**
     * All writes.
     *
     * @return a count that only grows
     */
    long count();

    /**
     * How long all of them took.
     *
     * @return a duration that only grows
     */
    Duration sum();
}
