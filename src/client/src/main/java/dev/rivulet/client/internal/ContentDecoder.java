/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Undoes a response's content coding (RFC 9110, section 8.4) as its bytes arrive: what the server has flushed comes out, with
 * no wait for more. One thread at a time.
 */
interface ContentDecoder extends AutoCloseable {

    /** What requests ask for (RFC 9110, section 12.5.3). */
    String ACCEPTED = "gzip, deflate";

    /** Takes the next bytes, which are the decoder's until {@link #next} has given all that is in them. */
    void feed(List<ByteBuffer> bytes);

    /**
     * The next decoded piece, of bounded size, to be used before the next call.
     *
     * @return null if more bytes are needed
     * @throws IOException if the bytes are not what the coding says
     */
    @Nullable
    ByteBuffer next() throws IOException;

    /** Frees what is outside the heap. */
    @Override
    void close();

    /** The decoder of a response's body; empty if its coding is none that was asked for. */
    static Optional<ContentDecoder> of(Map<String, List<String>> headers) {
        return switch (coding(headers)) {
            case "", "identity" -> Optional.of(new PlainBytes());
            case "gzip", "x-gzip" -> Optional.of(new GzipDecoder());
            case "deflate" -> Optional.of(new DeflateDecoder());
            default -> Optional.empty();
        };
    }

    /** All of them, as the response has them; empty for none. */
    static String coding(Map<String, List<String>> headers) {
        return String.join(", ", headers.getOrDefault("Content-Encoding", List.of()))
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
