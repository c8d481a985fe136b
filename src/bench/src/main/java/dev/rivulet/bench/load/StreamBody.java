/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes a response apart, wherever its bytes are cut: head, chunks, events. Not thread-safe. */
final class StreamBody {

    private static final String HEAD_END = "\r\n\r\n";

    private enum Part {
        HEAD,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        EVENTS
    }

    private final EventScanner scanner;
    private @Nullable StringBuilder head = new StringBuilder();
    private @Nullable String refusal;
    private Part part = Part.HEAD;
    private int chunk;

    StreamBody(EventScanner scanner) {
        this.scanner = scanner;
    }

    boolean isOpen() {
        return part != Part.HEAD && refusal == null;
    }

    /** The head of an answer that is no stream. */
    @Nullable
    String refusal() {
        return refusal;
    }

    void take(byte[] bytes, int length, long now) {
        int i = 0;
        while (i < length && refusal == null) {
            switch (part) {
                case HEAD -> takeHead(bytes[i++]);
                case CHUNK_SIZE -> takeChunkSize(bytes[i++]);
                case CHUNK -> {
                    int end = i + Math.min(chunk, length - i);
                    scanner.scan(bytes, i, end, now);
                    chunk -= end - i;
                    i = end;
                    part = chunk == 0 ? Part.CHUNK_END : Part.CHUNK;
                }
                case CHUNK_END -> part = bytes[i++] == '\n' ? Part.CHUNK_SIZE : Part.CHUNK_END;
                case EVENTS -> {
                    scanner.scan(bytes, i, length, now);
                    i = length;
                }
            }
        }
    }

    private void takeHead(byte b) {
        StringBuilder text = head;
        if (text == null) {
            return;
        }
        text.append((char) b);
        if (b == '\n' && text.lastIndexOf(HEAD_END) == text.length() - HEAD_END.length()) {
            String lines = text.toString();
            head = null;
            if (!lines.startsWith("HTTP/1.1 200")) {
                refusal = lines;
            }
            part = lines.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")
                    ? Part.CHUNK_SIZE
                    : Part.EVENTS;
        }
    }

    private void takeChunkSize(byte b) {
        if (b == '\n') {
            part = chunk == 0 ? Part.CHUNK_END : Part.CHUNK;
        } else if (b != '\r') {
            chunk = (chunk << 4) + Character.digit(b, 16);
        }
    }

    static byte[] request(Streams streams) {
        String lastEventId =
                streams.lastEventId().map(id -> "Last-Event-ID: " + id + "\r\n").orElse("");
        return ("GET " + streams.path() + " HTTP/1.1\r\nHost: 127.0.0.1:" + streams.port()
                        + "\r\nAccept: text/event-stream\r\n" + lastEventId + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
