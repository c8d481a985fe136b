/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends every client the same events, then nothing, on a single thread. */
final class StreamingServer implements AutoCloseable {

    private final Selector selector;
    private final ServerSocketChannel listening;
    private final AtomicInteger connections = new AtomicInteger();
    private final byte[] response;

    StreamingServer(String stream) {
        response = ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" + stream)
                .getBytes(UTF_8);
        try {
            selector = Selector.open();
            listening = ServerSocketChannel.open();
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
            listening.configureBlocking(false);
            listening.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::run, "streaming-server");
        thread.setDaemon(true);
        thread.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listening.socket().getLocalPort() + "/events");
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        try {
            selector.close();
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run() {
        while (selector.isOpen()) {
            try {
                selector.select(this::handle);
            } catch (java.nio.channels.ClosedSelectorException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void handle(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                SocketChannel client = listening.accept();
                client.configureBlocking(false);
                client.register(selector, SelectionKey.OP_READ);
                connections.incrementAndGet();
            } else {
                read(key, (SocketChannel) key.channel());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request fits into one read: it is short, and this is loopback. */
    private void read(SelectionKey key, SocketChannel client) throws IOException {
        int count;
        try {
            count = client.read(ByteBuffer.allocate(8_192));
        } catch (IOException e) {
            count = -1; // reset by the client
        }
        if (count < 0) {
            client.close();
            key.cancel();
            connections.decrementAndGet();
        } else {
            client.write(ByteBuffer.wrap(response));
        }
    }
}
