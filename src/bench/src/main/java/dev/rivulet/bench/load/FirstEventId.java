/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The id that a server gives an event: whoever comes back with it has that one and none after it. */
public final class FirstEventId {

    private static final Pattern EVENT = Pattern.compile("#[^\n]*\\.");
    private static final Pattern ID = Pattern.compile("\nid: ?(\\S+)\r?\n");
    private static final int TIMEOUT_MILLIS = 20_000;

    private FirstEventId() {}

    /** Publishes the event. */
    @FunctionalInterface
    public interface Publication {
        /**
         * Publishes.
         *
         * @return whether the server has taken it
         * @throws IOException if it cannot be reached
         */
        boolean publish() throws IOException;
    }

    /**
     * Opens a stream, has an event published, and reads it.
     *
     * @param port the server's
     * @param path the stream's
     * @param publication publishes
     * @return the event's id
     * @throws IOException if none comes
     */
    public static String read(int port, String path, Publication publication) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(StreamBody.request(Streams.reading(port, path, 1, EventData.MIN_SIZE)));
            StringBuilder text = new StringBuilder();
            readUntil(socket.getInputStream(), text, "\r\n\r\n");
            int start = text.length();
            if (!publication.publish()) {
                throw new IOException("The event was refused");
            }
            long deadline = System.nanoTime() + TIMEOUT_MILLIS * 1_000_000L;
            while (System.nanoTime() < deadline) { // heartbeats may come for ever
                Matcher event = EVENT.matcher(text);
                int blank = event.find(start) ? text.indexOf("\n\n", event.end()) : -1;
                if (blank < 0) {
                    readMore(socket.getInputStream(), text);
                    continue;
                }
                return lastId(text.substring(start - 1, blank + 1));
            }
            throw new IOException("No event came: " + text);
        }
    }

    /** The event's own, which is the last: a stream may start with one that says where the client is. */
    private static String lastId(String text) throws IOException {
        return ID.matcher(text)
                .results()
                .map(id -> id.group(1))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IOException("An event without an id: " + text));
    }

    private static void readUntil(InputStream in, StringBuilder text, String end) throws IOException {
        while (text.indexOf(end) < 0) {
            readMore(in, text);
        }
    }

    private static void readMore(InputStream in, StringBuilder text) throws IOException {
        byte[] bytes = new byte[4096];
        int length = in.read(bytes);
        if (length < 0) {
            throw new IOException("The stream ended: " + text);
        }
        text.append(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
    }
}
