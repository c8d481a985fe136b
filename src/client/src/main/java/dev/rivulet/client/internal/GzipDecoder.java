/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Members of gzip (RFC 1952), one after the other. Bytes that do not begin as one are taken as they are: a client below has
 * decoded them and left the header, as JAX-RS's readers do, and no event stream begins with the two bytes.
 */
final class GzipDecoder implements ContentDecoder {

    private static final int FIRST = 0x1F;
    private static final int SECOND = 0x8B;

    private final PlainBytes input = new PlainBytes();
    private final InflatedBytes body = new InflatedBytes(true);
    private final CRC32 check = new CRC32();
    private int first = -1;
    private boolean plain;
    private boolean recognized;
    private @Nullable GzipHeader header = new GzipHeader();
    private long trailer;
    private int trailerBytes;

    @Override
    public void feed(List<ByteBuffer> bytes) {
        input.feed(bytes);
    }

    @Override
    public @Nullable ByteBuffer next() throws IOException {
        if (!recognized && !recognize()) {
            return null;
        }
        if (plain) {
            return input.next();
        }
        while (true) {
            if (header != null && !readHeader(header)) {
                return null;
            }
            ByteBuffer piece = body.next(input);
            if (piece != null) {
                check.update(piece.duplicate());
                return piece;
            }
            if (!body.isFinished() || !readTrailer()) {
                return null;
            }
        }
    }

    @Override
    public void close() {
        body.close();
    }

    private boolean recognize() {
        if (first < 0) {
            first = input.read();
        }
        int second = first == FIRST ? input.read() : 0;
        if (first < 0 || second < 0) {
            return false;
        }
        recognized = true;
        plain = second != SECOND;
        if (first == FIRST) {
            input.unread((byte) first, (byte) second);
        } else {
            input.unread((byte) first);
        }
        return true;
    }

    private boolean readHeader(GzipHeader reading) throws IOException {
        for (int b = input.read(); b >= 0; b = input.read()) {
            if (reading.accept(b)) {
                header = null;
                return true;
            }
        }
        return false;
    }

    /** The check and the length, least byte first (RFC 1952, section 2.3.1); behind it another member may begin. */
    private boolean readTrailer() throws IOException {
        for (; trailerBytes < Long.BYTES; trailerBytes++) {
            int b = input.read();
            if (b < 0) {
                return false;
            }
            trailer |= (long) b << (Byte.SIZE * trailerBytes);
        }
        long length = body.length() & 0xFFFF_FFFFL;
        if (trailer != (length << Integer.SIZE | check.getValue())) {
            throw new IOException("The response's gzip data does not match its check");
        }
        trailer = 0;
        trailerBytes = 0;
        check.reset();
        body.reset();
        header = new GzipHeader();
        return true;
    }
}
