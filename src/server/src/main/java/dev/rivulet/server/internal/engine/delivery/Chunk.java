/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.internal.engine.log.Batch;
import dev.rivulet.server.internal.engine.log.Trace;
import java.util.List;

/**
 * Wire bytes for one write.
 *
 * @param bytes where they are
 * @param offset where they start
 * @param length how many there are
 * @param events how many events of channels they hold
 * @param appendedAt when the oldest of these was appended; nothing where there are none
 * @param traces who follows them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Chunk(byte[] bytes, int offset, int length, int events, long appendedAt, List<Trace> traces) {

    static Chunk withoutEvents(byte[] bytes) {
        return new Chunk(bytes, 0, bytes.length, 0, 0, List.of());
    }

    static Chunk of(byte[] bytes, int events, long appendedAt, List<Trace> traces) {
        return new Chunk(bytes, 0, bytes.length, events, appendedAt, traces);
    }

    static Chunk of(Batch batch) {
        return new Chunk(
                batch.bytes(),
                batch.offset(),
                batch.length(),
                batch.count(),
                batch.appendedAt(0),
                batch.traces(0, batch.count()));
    }
}
