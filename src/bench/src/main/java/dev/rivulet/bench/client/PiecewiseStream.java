/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.client;

import java.io.InputStream;

/** Bytes that come in pieces of a size, as from a socket. For one thread. */
final class PiecewiseStream extends InputStream {

    private final byte[] bytes;
    private final int piece;
    private int position;

    PiecewiseStream(byte[] bytes, int piece) {
        this.bytes = bytes;
        this.piece = piece;
    }

    @Override
    public int read() {
        return position == bytes.length ? -1 : bytes[position++] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (position == bytes.length) {
            return -1;
        }
        int count = Math.min(Math.min(length, piece), bytes.length - position);
        System.arraycopy(bytes, position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        return Math.min(piece, bytes.length - position);
    }
}
