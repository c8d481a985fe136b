/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Accepts requests on a loopback socket; the test that takes one answers it, byte by byte if it likes. */
final class ScriptedServer implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    private final ServerSocket socket;
    private final Answer answer;
    private final BlockingQueue<Exchange> exchanges;
    private final Thread accepting;
    private final Queue<Socket> accepted = new ConcurrentLinkedQueue<>();

    private ScriptedServer(ServerSocket socket, BlockingQueue<Exchange> exchanges, Answer answer) {
        this.socket = socket;
        this.exchanges = exchanges;
        this.answer = answer;
        this.accepting = daemon(this::accept);
    }

    /** Below the ports that systems give to clients: one of those could take it while the server is down. */
    private static ServerSocket bindAnywhere() throws IOException {
        while (true) {
            try {
                return bind(ThreadLocalRandom.current().nextInt(20_000, 32_000));
            } catch (BindException e) {
                assertThat(e).hasMessageContaining("in use");
            }
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        return new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
    }

    static ScriptedServer start() throws IOException {
        BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();
        return new ScriptedServer(bindAnywhere(), exchanges, exchanges::add);
    }

    /**
     * One that comes up late and answers each request by itself: CXF reports a refused connection while the JDK's client below
     * it still tries once more, and the answer to that is nobody's.
     */
    static ScriptedServer startAt(int port, Answer answer) throws IOException {
        return new ScriptedServer(bind(port), new LinkedBlockingQueue<>(), answer);
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

    /** What a request is answered with. */
    @FunctionalInterface
    interface Answer {
        void to(Exchange exchange) throws IOException;
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
            answer.to(Exchange.read(connection));
        } catch (IOException e) {
            accepted.remove(connection); // one of the two has left
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Returns when the port is free again, which it is not as long as a thread waits in accept. */
    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : accepted) {
                connection.close();
            }
            accepting.join();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
