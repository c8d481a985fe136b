/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.load;

import org.HdrHistogram.Histogram;

/** What one thread's streams have received. Nothing is allocated for an event. Not thread-safe. */
final class Counts {

    private static final long MAX_LATENCY_MICROS = 600_000_000;

    private final Histogram latency = new Histogram(1, MAX_LATENCY_MICROS, 3);
    private long events;
    private long missing;
    private long repeated;
    private long broken;
    private long bytes;
    private long ended;

    void event(long nanos) {
        events++;
        latency.recordValue(Math.max(1, Math.min(MAX_LATENCY_MICROS, nanos / 1_000)));
    }

    void missing(long count) {
        missing += count;
    }

    void repeated() {
        repeated++;
    }

    void broken() {
        broken++;
    }

    void bytes(int count) {
        bytes += count;
    }

    void ended() {
        ended++;
    }

    long events() {
        return events;
    }

    Received snapshot() {
        return new Received(events, missing, repeated, broken, bytes, ended, latency.copy());
    }
}
