/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.load;

import java.util.Arrays;

/**
 * An event's data as all servers get it: {@code #sequence nanoseconds xxx.}, where the nanoseconds are the publisher's, by
 * the clock that the readers have too. All of a round have one size, so that a reader need not look at the padding.
 */
public final class EventData {

    /** The least size: sequence and time at their longest. */
    public static final int MIN_SIZE = 1 + 19 + 1 + 19 + 1 + 1;

    static final byte MARK = '#';
    static final byte END = '.';

    private EventData() {}

    /**
     * Writes one.
     *
     * @param target where to
     * @param offset where it starts
     * @param size its size, at least {@link #MIN_SIZE}
     * @param sequence counts a channel's events from 0
     * @param nanos when it is published
     * @return where it ends
     */
    public static int write(byte[] target, int offset, int size, long sequence, long nanos) {
        int end = offset + size;
        target[offset] = MARK;
        int next = number(target, offset + 1, sequence);
        target[next] = ' ';
        next = number(target, next + 1, nanos);
        target[next] = ' ';
        Arrays.fill(target, next + 1, end - 1, (byte) 'x');
        target[end - 1] = END;
        return end;
    }

    private static int number(byte[] target, int offset, long number) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        long rest = number;
        for (int i = offset + digits - 1; i >= offset; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return offset + digits;
    }
}
