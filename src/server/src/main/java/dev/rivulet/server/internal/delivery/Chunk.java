/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.delivery;

import dev.rivulet.server.internal.log.Batch;

/**
 * Wire bytes for one write.
 *
 * @param bytes where they are
 * @param offset where they start
 * @param length how many there are
 * @param events how many events of channels they hold
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Chunk(byte[] bytes, int offset, int length, int events) {

    static Chunk of(byte[] bytes, int events) {
        return new Chunk(bytes, 0, bytes.length, events);
    }

    static Chunk of(Batch batch) {
        return new Chunk(batch.bytes(), batch.offset(), batch.length(), batch.count());
    }
}
