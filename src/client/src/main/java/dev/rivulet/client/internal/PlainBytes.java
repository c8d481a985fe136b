/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bytes as they have arrived, in pieces that are not empty; what decoders read from. */
final class PlainBytes implements ContentDecoder {

    private final Deque<ByteBuffer> pieces = new ArrayDeque<>();

    @Override
    public void feed(List<ByteBuffer> bytes) {
        pieces.addAll(bytes);
    }

    @Override
    public @Nullable ByteBuffer next() {
        ByteBuffer piece = current();
        if (piece != null) {
            pieces.removeFirst();
        }
        return piece;
    }

    @Override
    public void close() {
        pieces.clear();
    }

    /** The next piece, to be read from here; null if there is none. */
    @Nullable
    ByteBuffer current() {
        while (!pieces.isEmpty() && !pieces.getFirst().hasRemaining()) {
            pieces.removeFirst();
        }
        return pieces.peekFirst();
    }

    /** The next byte; -1 if there is none. */
    int read() {
        ByteBuffer piece = current();
        return piece == null ? -1 : piece.get() & 0xFF;
    }

    /** Puts bytes before all others. */
    void unread(byte... bytes) {
        pieces.addFirst(ByteBuffer.wrap(bytes));
    }
}
