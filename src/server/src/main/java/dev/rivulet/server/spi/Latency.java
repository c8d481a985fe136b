/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.spi;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long events waited between publication and write. A write counts once, by the oldest of its events; it does not count
 * where that was published before the stream opened, since such an event has waited for its client.
 *
 * @param atMost by length of time, how many writes took at most that long
 * @param count all writes
 * @param sum how long all of them took
 */
public record Latency(SortedMap<Duration, Long> atMost, long count, Duration sum) {

    /**
     * Keeps a copy of the map, for reading.
     *
     * @param atMost by length of time, how many writes took at most that long
     * @param count all writes
     * @param sum how long all of them took
     */
    public Latency {
        atMost = Collections.unmodifiableSortedMap(new TreeMap<>(atMost));
    }
}
