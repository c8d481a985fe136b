/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.load;

import java.util.Optional;

/**
 * Streams to open, all alike.
 *
 * @param port the server's, on the loopback interface
 * @param path what is asked for
 * @param count how many
 * @param pace how they read
 * @param dataSize the size of each event's data
 * @param first the sequence of the first event that will come
 * @param lastEventId where to resume
 */
public record Streams(
        int port, String path, int count, Pace pace, int dataSize, long first, Optional<String> lastEventId) {

    /**
     * Streams that read from the start.
     *
     * @param port the server's
     * @param path what is asked for
     * @param count how many
     * @param dataSize the size of each event's data
     * @return such streams
     */
    public static Streams reading(int port, String path, int count, int dataSize) {
        return new Streams(port, path, count, Pace.READING, dataSize, 0, Optional.empty());
    }

    /**
     * The same streams, from a later event on.
     *
     * @param sequence of the first event that will come
     * @return such streams
     */
    public Streams from(long sequence) {
        return new Streams(port, path, count, pace, dataSize, sequence, lastEventId);
    }

    /**
     * Other streams of the same channel.
     *
     * @param number how many
     * @param otherPace how
     * @return such streams
     */
    public Streams with(int number, Pace otherPace) {
        return new Streams(port, path, number, otherPace, dataSize, first, lastEventId);
    }
}
