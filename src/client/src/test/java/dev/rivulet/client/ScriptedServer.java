/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** An HTTP server on loopback that does nothing by itself: the test takes each request and says every byte of the answer. */
final class ScriptedServer implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    private final BlockingQueue<ScriptedExchange> requests = new LinkedBlockingQueue<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ServerSocket listening;
    private final Thread accepting;

    ScriptedServer() {
        this(bindAnywhere());
    }

    ScriptedServer(int port) {
        this(bind(port));
    }

    private ScriptedServer(ServerSocket listening) {
        this.listening = listening;
        this.accepting = daemon("accept", this::accept);
    }

    /** Below the ports that systems give to clients: one of those could take it while the server is down. */
    private static ServerSocket bindAnywhere() {
        while (true) {
            try {
                return bind(ThreadLocalRandom.current().nextInt(20_000, 32_000));
            } catch (UncheckedIOException e) {
                assertThat(e).hasCauseInstanceOf(BindException.class);
            }
        }
    }

    private static ServerSocket bind(int port) {
        try {
            return new ServerSocket(port, 4096, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listening.getLocalPort();
    }

    URI uri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + port() + pathAndQuery);
    }

    /** The next request, in the order of arrival. */
    ScriptedExchange next() {
        try {
            ScriptedExchange exchange = requests.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (exchange == null) {
                throw new AssertionError("No request came");
            }
            return exchange;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** How many requests have come that nobody has taken. */
    int waiting() {
        return requests.size();
    }

    /** How many connections there have been. */
    int connections() {
        return sockets.size();
    }

    /** To connections that have sent no request, too. */
    void writeToConnections(String text) {
        for (Socket socket : sockets) {
            try {
                socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        closeQuietly(listening);
        awaitUnbound();
        sockets.forEach(ScriptedServer::closeQuietly);
    }

    /** The port is free for another server when nobody is within accept any more. */
    private void awaitUnbound() {
        try {
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = listening.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                daemon("request", () -> read(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void read(Socket socket) {
        try {
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                head.write(next);
            }
            RecordedRequest parsed = RecordedRequest.of(head.toString(ISO_8859_1));
            int length = Integer.parseInt(parsed.header("Content-Length").orElse("0"));
            requests.add(new ScriptedExchange(socket, parsed.withBody(new String(in.readNBytes(length), ISO_8859_1))));
        } catch (SocketException e) {
            closeQuietly(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, "scripted-server-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
