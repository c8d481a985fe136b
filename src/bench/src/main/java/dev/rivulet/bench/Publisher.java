/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Has the application publish, over a connection that stays, with as little work of its own as can be. */
final class Publisher implements AutoCloseable {

    private static final String HEAD_END = "\r\n\r\n";

    private final int port;
    private final byte[] request;
    private final byte[] answer = new byte[4096];
    private Socket socket;

    Publisher(int port, String path) throws IOException {
        this.port = port;
        this.socket = connect(port);
        request = ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nContent-Length: 0" + HEAD_END)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Asks for one event; does not wait. */
    void publish() throws IOException {
        socket.getOutputStream().write(request);
    }

    /** Waits for the answer, which has no body. */
    void awaitAnswer() throws IOException {
        int length = 0;
        String head = "";
        while (!head.endsWith(HEAD_END)) {
            int read = socket.getInputStream().read(answer, length, answer.length - length);
            if (read < 0) {
                throw new IOException("The server has closed the publisher's connection");
            }
            length += read;
            head = new String(answer, 0, length, StandardCharsets.US_ASCII);
        }
        if (!head.startsWith("HTTP/1.1 204")) {
            throw new IOException("The publisher was answered with " + head);
        }
        if (head.contains("Connection: close")) { // servers limit the requests of one connection
            socket.close();
            socket = connect(port);
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
