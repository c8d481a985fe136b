/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.spi.Latency;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** How long events waited until now. */
record NodeLatency(SortedMap<Duration, Long> atMost, long count, Duration sum) implements Latency {

    NodeLatency {
        atMost = Collections.unmodifiableSortedMap(new TreeMap<>(atMost));
    }
}
