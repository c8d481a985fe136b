/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.load;

/** Finds a stream's events in its bytes, wherever those are cut, and checks their order. Not thread-safe. */
final class EventScanner {

    private enum Field {
        NONE,
        SEQUENCE,
        TIME,
        PADDING
    }

    private final int size;
    private final Counts counts;
    private Field field = Field.NONE;
    private int left;
    private long sequence;
    private long nanos;
    private long next;

    EventScanner(int size, long first, Counts counts) {
        this.size = size;
        this.next = first;
        this.counts = counts;
    }

    void scan(byte[] bytes, int from, int to, long now) {
        int i = from;
        while (i < to) {
            if (field == Field.PADDING) {
                int skipped = Math.min(left, to - i);
                i += skipped;
                left -= skipped;
                if (left == 0) {
                    field = Field.NONE;
                    complete(bytes[i - 1], now);
                }
            } else {
                take(bytes[i++]);
            }
        }
    }

    private void take(byte b) {
        left--;
        if (field == Field.NONE) {
            if (b == EventData.MARK) {
                field = Field.SEQUENCE;
                left = size - 1;
                sequence = 0;
                nanos = 0;
            }
        } else if (b == ' ') {
            field = field == Field.SEQUENCE ? Field.TIME : Field.PADDING;
        } else if (b < '0' || b > '9' || left <= 1) {
            field = Field.NONE;
            counts.broken();
        } else if (field == Field.SEQUENCE) {
            sequence = sequence * 10 + b - '0';
        } else {
            nanos = nanos * 10 + b - '0';
        }
    }

    private void complete(byte last, long now) {
        if (last != EventData.END) {
            counts.broken();
        } else if (sequence < next) {
            counts.repeated();
        } else {
            counts.missing(sequence - next);
            next = sequence + 1;
            counts.event(now - nanos);
        }
    }
}
