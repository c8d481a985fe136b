/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** One request, and a test's hand on its answer. */
final class ScriptedExchange {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final RecordedRequest request;

    ScriptedExchange(Socket socket, RecordedRequest request) {
        this.socket = socket;
        this.request = request;
    }

    RecordedRequest request() {
        return request;
    }

    /** The head of an event stream. */
    ScriptedExchange stream(String... fields) {
        return head("200 OK", withType("text/event-stream", fields));
    }

    /** A head whose body goes on until the connection ends. */
    ScriptedExchange head(String status, String... fields) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\nConnection: close\r\n");
        for (String field : fields) {
            head.append(field).append("\r\n");
        }
        return write(head.append("\r\n").toString());
    }

    /** A whole answer without a body. */
    void answer(String status, String... fields) {
        String[] all = java.util.Arrays.copyOf(fields, fields.length + 1);
        all[fields.length] = "Content-Length: 0";
        boolean bodiless = status.startsWith("204");
        head(status, bodiless ? fields : all);
        end();
    }

    void redirect(String status, String location, String... fields) {
        String[] all = java.util.Arrays.copyOf(fields, fields.length + 1);
        all[fields.length] = "Location: " + location;
        answer(status, all);
    }

    ScriptedExchange write(String text) {
        return write(text.getBytes(UTF_8));
    }

    ScriptedExchange write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The regular end of the body. */
    void end() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of a connection that a crashed server leaves behind. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when the client has let go of the connection. */
    void awaitClientGone() {
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        } catch (SocketTimeoutException e) {
            throw new AssertionError("The client keeps its connection", e);
        } catch (SocketException e) {
            return; // reset
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] withType(String type, String... fields) {
        String[] all = java.util.Arrays.copyOf(fields, fields.length + 1);
        all[fields.length] = "Content-Type: " + type;
        return all;
    }
}
