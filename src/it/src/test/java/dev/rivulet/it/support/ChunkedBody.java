/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes inside a chunked body. Its end is reached only by way of the last chunk: where the connection ends before, that
 * is an {@link EOFException}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112, Chunked Transfer Coding</a>
 */
final class ChunkedBody extends InputStream {

    private final InputStream in;
    private int left;
    private int chunks;
    private boolean ended;

    ChunkedBody(InputStream in) {
        this.in = in;
    }

    /** How many chunks have begun. */
    int chunks() {
        return chunks;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !nextChunk()) {
            return -1;
        }
        int count = in.read(bytes, offset, Math.min(length, left));
        if (count < 0) {
            throw new EOFException("The connection ended inside a chunk");
        }
        left -= count;
        if (left == 0) {
            requireBlank(line(in));
        }
        return count;
    }

    private boolean nextChunk() throws IOException {
        if (ended) {
            return false;
        }
        left = Integer.parseInt(line(in).replaceFirst(";.*", "").trim(), 16);
        if (left == 0) {
            ended = true;
            requireBlank(line(in));
            return false;
        }
        chunks++;
        return true;
    }

    /** Reads a line that ends in CRLF. */
    static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("The connection ended after \"" + line.toString(ISO_8859_1) + '"');
            }
            line.write(b);
        }
        String text = line.toString(ISO_8859_1);
        if (!text.endsWith("\r")) {
            throw new IOException("No CR at the end of \"" + text + '"');
        }
        return text.substring(0, text.length() - 1);
    }

    private static void requireBlank(String line) throws IOException {
        if (!line.isEmpty()) {
            throw new IOException("Not a chunk's end: \"" + line + '"');
        }
    }
}
