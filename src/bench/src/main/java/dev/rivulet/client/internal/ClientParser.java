/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** The client's parser alone. It is in the client's package, as the parser is nobody else's. */
public final class ClientParser {

    private final EventParser parser = new EventParser(Limits.DEFAULT, null);
    private final byte[] piece;

    /**
     * A parser that is fed pieces of that size.
     *
     * @param pieceSize bytes
     */
    public ClientParser(int pieceSize) {
        piece = new byte[pieceSize];
    }

    /**
     * Reads a stream to its end.
     *
     * @param stream the bytes
     * @param data is given each event's
     * @throws IOException if the stream fails
     */
    public void parse(InputStream stream, Consumer<String> data) throws IOException {
        parser.reset("");
        int length;
        while ((length = stream.read(piece)) > 0) {
            parser.feed(ByteBuffer.wrap(piece, 0, length));
            while (parser.next()) {
                data.accept(parser.data());
            }
        }
    }
}
