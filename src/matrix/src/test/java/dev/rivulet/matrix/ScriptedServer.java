/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Accepts requests on a loopback socket; the test that takes one answers it, byte by byte if it likes. */
final class ScriptedServer implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    private final ServerSocket socket;
    private final BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();
    private final Queue<Socket> accepted = new ConcurrentLinkedQueue<>();

    private ScriptedServer(int port) throws IOException {
        socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        daemon(this::accept);
    }

    static ScriptedServer start() throws IOException {
        return new ScriptedServer(0);
    }

    static ScriptedServer startAt(int port) throws IOException {
        return new ScriptedServer(port);
    }

    int port() {
        return socket.getLocalPort();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** The next request. */
    Exchange next() throws InterruptedException {
        Exchange exchange = exchanges.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(exchange).as("a request within %d s", PATIENCE_SECONDS).isNotNull();
        return exchange;
    }

    /** Whether a request waits to be answered. */
    boolean hasNext() {
        return !exchanges.isEmpty();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                accepted.add(connection);
                if (socket.isClosed()) { // and close() may not have seen it
                    connection.close();
                }
                daemon(() -> read(connection));
            }
        } catch (IOException e) {
            exchanges.clear(); // closed
        }
    }

    private void read(Socket connection) {
        try {
            exchanges.add(Exchange.read(connection));
        } catch (IOException e) {
            accepted.remove(connection); // one of the two has left before the client has said anything
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : accepted) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
