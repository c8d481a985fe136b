/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Many clients on one thread, the caller's. An event counts when the mark in its data has arrived; nothing is allocated for
 * one.
 */
final class Subscribers implements AutoCloseable {

    private static final byte MARK = '#';
    private static final byte[] STATUS_OK = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);

    private final Selector selector = Selector.open();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    private final byte[] bytes = new byte[1 << 16];
    private long received;
    private int answered;

    Subscribers(int count, int port, String path) throws IOException {
        byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nAccept: text/event-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channels.add(channel);
            channel.write(ByteBuffer.wrap(request));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new boolean[1]);
        }
    }

    long received() {
        return received;
    }

    /** Reads until every client has had its answer's head. */
    void awaitAnswers(Duration timeout) throws IOException {
        await(() -> answered == channels.size(), timeout, "answers");
    }

    /** Reads until that many events have arrived, over all clients, since the beginning. */
    void awaitEvents(long total, Duration timeout) throws IOException {
        await(() -> received >= total, timeout, "events");
    }

    private void await(BooleanSupplier done, Duration timeout, String what) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("Timed out for " + what + ": " + answered + " answers and " + received
                        + " events at " + channels.size() + " clients");
            }
            selector.select(100);
            for (SelectionKey key : selector.selectedKeys()) {
                read(key);
            }
            selector.selectedKeys().clear();
        }
    }

    private void read(SelectionKey key) throws IOException {
        buffer.clear();
        int length = ((SocketChannel) key.channel()).read(buffer);
        if (length < 0) {
            throw new IOException("The server has closed a stream");
        }
        buffer.flip();
        buffer.get(bytes, 0, length);
        boolean[] head = (boolean[]) key.attachment();
        if (!head[0]) {
            requireOk();
            head[0] = true;
            answered++;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[i] == MARK) {
                received++;
            }
        }
    }

    private void requireOk() throws IOException {
        for (int i = 0; i < STATUS_OK.length; i++) {
            if (bytes[i] != STATUS_OK[i]) {
                throw new IOException("Not a stream: " + new String(bytes, 0, 64, StandardCharsets.US_ASCII));
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
        selector.close();
    }
}
