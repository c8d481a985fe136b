/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rivulet.client.StreamLimitException;
import java.util.Arrays;

/** An event's data while it is read: a single line stays in the parser's buffer until something else happens to that. */
final class EventData {

    private static final int INITIAL_SIZE = 256;
    private static final int SIZE_TO_KEEP = 64 << 10;

    private final int limit;
    private byte[] own = new byte[INITIAL_SIZE];
    private byte[] bytes = own;
    private int start;
    private int length;
    private boolean present;

    EventData(int limit) {
        this.limit = limit;
    }

    void clear() {
        present = false;
        length = 0;
        if (own.length > SIZE_TO_KEEP) {
            own = new byte[INITIAL_SIZE];
        }
        bytes = own;
    }

    boolean isPresent() {
        return present;
    }

    void addLine(byte[] source, int offset, int count) {
        if (!present) {
            requireWithinLimit(count);
            present = true;
            bytes = source;
            start = offset;
            length = count;
            return;
        }
        requireWithinLimit((long) length + 1 + count);
        detach();
        ensureCapacity(length + 1 + count);
        bytes[length] = '\n';
        System.arraycopy(source, offset, bytes, length + 1, count);
        length += 1 + count;
    }

    /** Lets go of the parser's buffer. */
    void detach() {
        if (bytes == own) {
            return;
        }
        byte[] source = bytes;
        int offset = start;
        bytes = own;
        start = 0;
        ensureCapacity(length);
        System.arraycopy(source, offset, bytes, 0, length);
    }

    String text() {
        return new String(bytes, start, length, UTF_8);
    }

    private void requireWithinLimit(long size) {
        if (size > limit) {
            throw new StreamLimitException("an event", limit);
        }
    }

    private void ensureCapacity(int needed) {
        if (needed > own.length) {
            own = Arrays.copyOf(own, (int) Math.max(needed, Math.min(2L * own.length, limit)));
            bytes = own;
        }
    }
}
