/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import java.util.Arrays;
import java.util.List;

/**
 * Wire bytes for one write: events as they lie in a log, events that were copied together, or what belongs to a stream alone.
 *
 * @param bytes where they are, shared by all readers: not to be changed
 * @param offset where they start
 * @param length how many there are
 * @param events how many events of channels they hold
 * @param appendedAt when the oldest of these was appended; nothing where there are none
 * @param traces follow them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Batch(byte[] bytes, int offset, int length, int events, long appendedAt, List<TracedEvent> traces) {

    /**
     * Bytes that are no event of a channel.
     *
     * @param bytes whole blocks
     * @return a batch of them
     */
    public static Batch withoutEvents(byte[] bytes) {
        return new Batch(bytes, 0, bytes.length, 0, 0, List.of());
    }

    /**
     * The same after other bytes.
     *
     * @param first lines and blocks
     * @return a batch with copies of both
     */
    public Batch after(byte[] first) {
        byte[] both = Arrays.copyOf(first, first.length + length);
        System.arraycopy(bytes, offset, both, first.length, length);
        return new Batch(both, 0, both.length, events, appendedAt, traces);
    }
}
