/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** The deflate format (RFC 1951), a piece at a time. */
final class InflatedBytes implements AutoCloseable {

    private static final int PIECE_SIZE = 16 << 10;

    private final Inflater inflater;
    private final byte[] piece = new byte[PIECE_SIZE];
    private @Nullable IOException failure;

    /** Bare, or in the wrapping of zlib (RFC 1950). */
    InflatedBytes(boolean bare) {
        inflater = new Inflater(bare);
    }

    /** The next piece; null if the data is complete, or more of it is needed. Behind the data nothing is read. */
    @Nullable
    ByteBuffer next(PlainBytes input) throws IOException {
        while (!inflater.finished()) {
            if (failure != null) {
                throw failure;
            }
            if (inflater.needsInput()) {
                ByteBuffer bytes = input.current();
                if (bytes == null) {
                    return null;
                }
                inflater.setInput(bytes);
            }
            int length = inflate();
            if (length > 0) {
                return ByteBuffer.wrap(piece, 0, length);
            }
            if (failure == null && inflater.needsDictionary()) {
                throw new IOException("The response's deflate data needs a dictionary");
            }
        }
        return null;
    }

    boolean isFinished() {
        return inflater.finished();
    }

    long length() {
        return inflater.getBytesWritten();
    }

    void reset() {
        inflater.reset();
    }

    @Override
    public void close() {
        inflater.end();
    }

    /** What comes before the place where the data breaks is as good as any. */
    private int inflate() {
        long before = inflater.getBytesWritten();
        try {
            return inflater.inflate(piece);
        } catch (DataFormatException e) {
            failure = new IOException("The response's deflate data is broken", e);
            return (int) (inflater.getBytesWritten() - before);
        }
    }
}
