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

    /**
     * How long all but the slowest took; an event that has not come is slower than any other.
     *
     * @param percent how many of those that were to come
     * @param expected how many those are
     * @return milliseconds, infinite where too few have come
     */
    public double millis(double percent, long expected) {
        double ofReceived = percent * expected / Math.max(1, events);
        return ofReceived > 100 ? Double.POSITIVE_INFINITY : latency.getValueAtPercentile(ofReceived) / 1e3;
    }
}
