/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.client;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A stream of one event over and over, in memory. */
final class ParsedStream {

    /** How many bytes a read gives at most, as from a socket. */
    static final int READ_SIZE = 8 << 10;

    private static final String FRAME = "id: 1234567\ndata: \n\n";

    private final String data;
    private final byte[] bytes;
    private final int events;

    /** Of whole events, so that it may be a little shorter. */
    ParsedStream(int size, int eventSize, String text) {
        data = fill(eventSize - FRAME.length(), text);
        byte[] event = FRAME.replace("data: ", "data: " + data).getBytes(StandardCharsets.UTF_8);
        events = size / event.length;
        bytes = new byte[events * event.length];
        for (int i = 0; i < events; i++) {
            System.arraycopy(event, 0, bytes, i * event.length, event.length);
        }
    }

    private static String fill(int size, String text) {
        StringBuilder data = new StringBuilder();
        int left = size;
        for (int i = 0; left > 0; i = text.offsetByCodePoints(i, 1) % text.length()) {
            String next = new String(Character.toChars(text.codePointAt(i)));
            int length = next.getBytes(StandardCharsets.UTF_8).length;
            data.append(length > left ? "." : next);
            left -= length > left ? 1 : length;
        }
        return data.toString();
    }

    int events() {
        return events;
    }

    int size() {
        return bytes.length;
    }

    InputStream open() {
        return new PiecewiseStream(bytes, READ_SIZE);
    }

    /** Refuses a parser that does not hand over each event's data, whole and once. */
    void check(BiConsumer<InputStream, Consumer<String>> parser) {
        long[] read = new long[3];
        parser.accept(open(), text -> {
            read[0]++;
            read[1] += text.length();
            read[2] += text.equals(data) ? 1 : 0;
        });
        if (read[0] != events || read[2] != events) {
            throw new IllegalStateException("read " + read[0] + " events of " + events + ", " + read[1]
                    + " characters of " + (long) events * data.length() + "; " + read[2] + " events were right");
        }
    }
}
