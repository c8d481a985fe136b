/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.matrix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.TreeMap;

/** One request on one connection, and the answer that a test gives. Header bytes are kept as they came. */
final class Exchange {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final String requestLine;
    private final Map<String, String> headers;
    private final String body;

    private Exchange(Socket socket, String requestLine, Map<String, String> headers, String body) {
        this.socket = socket;
        this.requestLine = requestLine;
        this.headers = headers;
        this.body = body;
    }

    static Exchange read(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        String requestLine = line(in);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon), line.substring(colon + 1).strip(), (one, other) -> one + ", " + other);
        }
        return new Exchange(socket, requestLine, headers, body(in, headers));
    }

    private static String body(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("Transfer-Encoding", "").equalsIgnoreCase("chunked")) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
                bytes.write(in.readNBytes(size));
                line(in);
            }
            line(in);
            return bytes.toString(UTF_8);
        }
        return new String(in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0"))), UTF_8);
    }

    private static int chunkSize(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            if (b != '\r') {
                bytes.write(b);
            }
        }
        return bytes.toString(ISO_8859_1);
    }

    /** Method, target and version. */
    String requestLine() {
        return requestLine;
    }

    /** A field's bytes, read as UTF-8; empty where it was not sent. */
    String header(String name) {
        return new String(headers.getOrDefault(name, "").getBytes(ISO_8859_1), UTF_8);
    }

    boolean hasHeader(String name) {
        return headers.containsKey(name);
    }

    String body() {
        return body;
    }

    /** A whole response without a body, the last one on this connection. */
    void respond(int status, String... fields) throws IOException {
        String lines = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
        String length = status == 204 ? "" : "Content-Length: 0\r\n";
        write("HTTP/1.1 " + status + " Scripted\r\n" + length + "Connection: close\r\n" + lines + "\r\n");
        socket.close();
    }

    /** The head of an event stream, in chunks as servers send it. */
    Exchange stream(String... fields) throws IOException {
        String lines = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
        write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n"
                + "Connection: close\r\n" + lines + "\r\n");
        return this;
    }

    /** A piece of the stream. */
    Exchange send(String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        return send(bytes, 0, bytes.length);
    }

    Exchange send(byte[] bytes, int offset, int length) throws IOException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.write((Integer.toHexString(length) + "\r\n").getBytes(UTF_8));
        chunk.write(bytes, offset, length);
        chunk.write("\r\n".getBytes(UTF_8));
        socket.getOutputStream().write(chunk.toByteArray());
        return this;
    }

    /** The stream is complete. */
    void end() throws IOException {
        write("0\r\n\r\n");
        socket.close();
    }

    /** The connection ends behind this beginning of a response. */
    void breakWithin(String head) throws IOException {
        write(head);
        socket.close();
    }

    /** The connection is gone, in the middle of the stream. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Whether the client closes its side, within this test's patience. */
    boolean isLeft() throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }
}
