/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.observability.metrics;

import org.eclipse.microprofile.metrics.Counter;

/** Takes a counter to where another count is. One thread at a time. */
final class RisingCounter {

    private final Counter counter;
    private long reached;

    RisingCounter(Counter counter) {
        this.counter = counter;
    }

    void riseTo(long count) {
        if (count > reached) {
            counter.inc(count - reached);
            reached = count;
        }
    }
}
