/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rivulet.client.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** What a server says about a refusal (RFC 9457), as its bytes arrive, up to a bound. One thread at a time. */
final class ProblemDocument implements AutoCloseable {

    private static final String MEDIA_TYPE = "application/problem+json";
    private static final int MOST_BYTES = 64 << 10;

    private final ContentDecoder decoder;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private boolean readable = true;

    private ProblemDocument(ContentDecoder decoder) {
        this.decoder = decoder;
    }

    /** The one that the response's body will be; empty if it is something else. */
    static Optional<ProblemDocument> of(Transport.Response response) {
        return Headers.mediaType(response.headers()).equals(MEDIA_TYPE)
                ? ContentDecoder.of(response.headers()).map(ProblemDocument::new)
                : Optional.empty();
    }

    /** Takes the bytes; false if no more are wanted, since they are too many, or none that can be decoded. */
    boolean feed(List<ByteBuffer> bytes) {
        decoder.feed(bytes);
        try {
            ByteBuffer piece = decoder.next();
            for (; piece != null && readable; piece = decoder.next()) {
                readable = text.size() + piece.remaining() <= MOST_BYTES;
                byte[] copy = new byte[piece.remaining()];
                piece.get(copy);
                text.writeBytes(copy);
            }
        } catch (IOException e) {
            readable = false;
        }
        return readable;
    }

    /** The document, once it is complete; empty where it was too long, or there was none. */
    Optional<String> text() {
        return readable && text.size() > 0 ? Optional.of(text.toString(UTF_8)) : Optional.empty();
    }

    @Override
    public void close() {
        decoder.close();
    }
}
