/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The coding named deflate, which is zlib's format (RFC 9110, section 8.4.1.2). Some servers send deflate data without that
 * wrapping, as the RFC notes, and a client below may have decoded it and left the header: its first two bytes tell.
 */
final class DeflateDecoder implements ContentDecoder {

    /** What lines of event streams begin with, and a byte order mark. */
    private static final List<String> BEGINNINGS = List.of("da", "ev", "id", "re", "\u00EF\u00BB");

    private static final String LINE_BEGINNINGS = ":\r\n";
    private static final int DEFLATE = 8;
    private static final int LARGEST_WINDOW = 7;

    private final PlainBytes input = new PlainBytes();
    private @Nullable InflatedBytes body;
    private int first = -1;
    private boolean recognized;

    @Override
    public void feed(List<ByteBuffer> bytes) {
        input.feed(bytes);
    }

    @Override
    public @Nullable ByteBuffer next() throws IOException {
        if (!recognized && !recognize()) {
            return null;
        }
        InflatedBytes inflated = body;
        if (inflated == null) {
            return input.next();
        }
        ByteBuffer piece = inflated.next(input);
        if (inflated.isFinished()) { // what comes behind it is nobody's
            input.close();
        }
        return piece;
    }

    @Override
    public void close() {
        if (body != null) {
            body.close();
        }
    }

    private boolean recognize() {
        if (first < 0) {
            first = input.read();
        }
        int second = first < 0 ? -1 : input.read();
        if (second < 0) {
            return false;
        }
        recognized = true;
        boolean zlib =
                (first & 0x0F) == DEFLATE && first >> 4 <= LARGEST_WINDOW && (first << Byte.SIZE | second) % 31 == 0;
        if (zlib || !isText(first, second)) {
            body = new InflatedBytes(!zlib);
        }
        input.unread((byte) first, (byte) second);
        return true;
    }

    private static boolean isText(int first, int second) {
        String beginning = new String(new char[] {(char) first, (char) second});
        return LINE_BEGINNINGS.indexOf(first) >= 0 || BEGINNINGS.contains(beginning);
    }
}
