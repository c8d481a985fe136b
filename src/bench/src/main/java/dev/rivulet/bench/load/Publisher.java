/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Has a server publish, over a connection that stays: a request's body holds the data of one event a line. For a server that
 * takes one event a request, the requests are sent one behind the other without waiting. Not thread-safe.
 */
public final class Publisher implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 10_000;

    private final int port;
    private final int dataSize;
    private final boolean batches;
    private byte[] body = {};
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();
    private int unanswered;

    /**
     * A publisher that connects when it is first used.
     *
     * @param port the server's
     * @param dataSize the size of each event's data
     * @param batches whether the server takes several events a request
     */
    public Publisher(int port, int dataSize, boolean batches) {
        this.port = port;
        this.dataSize = dataSize;
        this.batches = batches;
    }

    /**
     * Publishes events, and waits for the answer.
     *
     * @param path where
     * @param first the sequence of the first
     * @param count how many
     * @param nanos their time
     * @return whether the server has taken them
     * @throws IOException if it cannot be reached, or does not answer
     */
    public boolean publish(String path, long first, int count, long nanos) throws IOException {
        send(path, first, count, nanos);
        return awaitAnswers();
    }

    /**
     * Sends events, and does not wait; {@link #awaitAnswers} does.
     *
     * @param path where
     * @param first the sequence of the first
     * @param count how many
     * @param nanos their time
     * @throws IOException if the server cannot be reached
     */
    public void send(String path, long first, int count, long nanos) throws IOException {
        int perRequest = batches ? count : 1;
        body = body.length < perRequest * (dataSize + 1) ? new byte[perRequest * (dataSize + 1)] : body;
        OutputStream out = connected().getOutputStream();
        for (int sent = 0; sent < count; sent += perRequest) {
            int length = 0;
            for (int i = 0; i < perRequest; i++) {
                length = EventData.write(body, length, dataSize, first + sent + i, nanos);
                body[length++] = '\n';
            }
            length--; // the last line has no end, which a server that takes one event would send too
            byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                            + "\r\nContent-Type: text/plain\r\nContent-Length: " + length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            byte[] request = Arrays.copyOf(head, head.length + length);
            System.arraycopy(body, 0, request, head.length, length);
            out.write(request);
            unanswered++;
        }
    }

    /**
     * Waits until everything that was sent has been answered.
     *
     * @return whether the server has taken all of it
     * @throws IOException if it does not answer
     */
    public boolean awaitAnswers() throws IOException {
        boolean taken = true;
        while (unanswered > 0) {
            taken &= readAnswer();
            unanswered--;
        }
        return taken;
    }

    private boolean readAnswer() throws IOException {
        String status = line();
        int length = 0;
        boolean chunked = false;
        boolean closing = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            chunked |= lower.equals("transfer-encoding: chunked");
            closing |= lower.equals("connection: close");
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            }
        }
        in.skipNBytes(length);
        if (chunked) {
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                in.skipNBytes(size + 2L);
            }
            line();
        }
        if (closing) { // servers limit the requests of one connection
            close();
        }
        return status.startsWith("HTTP/1.1 2");
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("The server has closed the publisher's connection");
            }
            line.append((char) b);
        }
        line.setLength(Math.max(0, line.length() - 1));
        return line.toString();
    }

    private Socket connected() throws IOException {
        Socket current = socket;
        if (current == null) {
            current = new Socket(InetAddress.getLoopbackAddress(), port);
            current.setTcpNoDelay(true);
            current.setSoTimeout(TIMEOUT_MILLIS);
            in = new BufferedInputStream(current.getInputStream());
            socket = current;
        }
        return current;
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
