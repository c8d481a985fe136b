/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rivulet.server.Position;

/** Data that tells which event it belongs to, and differs all along from that of its neighbours. */
public final class NumberedEvents {

    private NumberedEvents() {}

    /**
     * An event's data.
     *
     * @param number the event's
     * @param size characters, all of them ASCII
     */
    public static String data(long number, int size) {
        StringBuilder data = new StringBuilder(size + 24).append(number);
        for (long next = number; data.length() < size; next = next * 31 + 7) {
            data.append(' ').append(next & 0xFFFF);
        }
        data.setLength(size);
        return data.toString();
    }

    /**
     * The wire bytes of events 1 to {@code count} of a channel, if nothing else is published meanwhile.
     *
     * @param before the position of the event before the first of them, in whatever channel
     * @param count how many
     * @param size characters of data in each
     */
    public static byte[] wire(Position before, int count, int size) {
        StringBuilder wire = new StringBuilder(count * (size + 40));
        for (int number = 1; number <= count; number++) {
            wire.append("data: ").append(data(number, size));
            wire.append("\nid: ").append(before.at(before.stamp() + number)).append("\n\n");
        }
        return wire.toString().getBytes(US_ASCII);
    }
}
