/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.load;

import org.HdrHistogram.Histogram;

/**
 * What has been received so far, over all streams that are read.
 *
 * @param events events, each whole
 * @param missing events that a later one overtook
 * @param repeated events that came after a later one, or twice
 * @param broken events whose data was not what had been published
 * @param bytes all that came, heads and framing included
 * @param ended streams that the server has ended
 * @param latency microseconds from publication until the event was read
 */
public record Received(
        long events, long missing, long repeated, long broken, long bytes, long ended, Histogram latency) {

    Received plus(Received other) {
        Histogram both = latency.copy();
        both.add(other.latency);
        return new Received(
                events + other.events,
                missing + other.missing,
                repeated + other.repeated,
                broken + other.broken,
                bytes + other.bytes,
                ended + other.ended,
                both);
    }

    /**
     * Whether every event that came was whole, came once, and came in its place.
     *
     * @return true if so
     */
    public boolean isInOrder() {
        return missing == 0 && repeated == 0 && broken == 0;
    }
}
