/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Writes as many events as the path says, from memory, and holds the connection until the client has closed it. */
final class WritingServer implements AutoCloseable {

    private static final int EVENTS_A_WRITE = 500;
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final byte[] events;
    private final int eventSize;

    WritingServer(int eventSize) throws IOException {
        this.eventSize = eventSize;
        String frame = "id: 1234567\ndata: ";
        String event = frame + "x".repeat(eventSize - frame.length() - 2) + "\n\n";
        events = event.repeat(EVENTS_A_WRITE).getBytes(StandardCharsets.US_ASCII);
        start("writing-server", this::accept);
    }

    URI uri(int count) {
        return URI.create("http://localhost:" + socket.getLocalPort() + "/" + count);
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                start("writing-server-client", () -> serve(client)); // some never close, and must not hold up the next
            }
        } catch (IOException e) {
            // The server is closed.
        }
    }

    private void serve(Socket client) {
        try (client) {
            answer(client);
        } catch (IOException e) {
            // The client has read enough.
        }
    }

    private void answer(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        StringBuilder request = new StringBuilder();
        int next;
        while (request.indexOf("\r\n\r\n") < 0 && (next = in.read()) >= 0) {
            request.append((char) next);
        }
        long left = Long.parseLong(request.substring(request.indexOf("/") + 1, request.indexOf(" HTTP")));
        OutputStream out = client.getOutputStream();
        out.write(HEAD.getBytes(StandardCharsets.US_ASCII));
        for (; left > 0; left -= EVENTS_A_WRITE) {
            out.write(events, 0, (int) Math.min(left, EVENTS_A_WRITE) * eventSize);
        }
        in.read(); // until the client closes
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
