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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Clients of the paced stream on one thread, the caller's: those that read check that every event comes once and in order, and
 * how long it took; some never read, some a byte a second.
 */
final class PacedSubscribers implements AutoCloseable {

    private static final long SECOND = 1_000_000_000L;

    private final Selector selector = Selector.open();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final List<SocketChannel> trickling = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    private final ByteBuffer oneByte = ByteBuffer.allocate(1);
    private final int reading;
    private final int[] latencies;
    private int received;
    private int opened;
    private long lastTrickle;

    PacedSubscribers(int port, int reading, int events, int neverReading, int trickling) throws IOException {
        this.reading = reading;
        this.latencies = new int[Math.multiplyExact(reading, events)];
        for (int i = 0; i < reading; i++) {
            SocketChannel channel = connect(port);
            channel.register(selector, SelectionKey.OP_READ, new Reader());
        }
        for (int i = 0; i < neverReading; i++) {
            connect(port);
        }
        for (int i = 0; i < trickling; i++) {
            this.trickling.add(connect(port));
        }
    }

    /** Reads until every client that reads has had its first block. */
    void awaitOpen(long timeoutNanos) throws IOException {
        long deadline = System.nanoTime() + timeoutNanos;
        while (opened < reading) {
            read(deadline, "to open");
        }
    }

    /** Reads until every one of them has had every event; the latencies in microseconds, sorted. */
    int[] awaitEvents(long timeoutNanos) throws IOException {
        long deadline = System.nanoTime() + timeoutNanos;
        while (received < latencies.length) {
            read(deadline, "for events");
        }
        Arrays.sort(latencies);
        return latencies;
    }

    private void read(long deadline, String what) throws IOException {
        if (System.nanoTime() > deadline) {
            throw new IOException("Timed out " + what + ": " + opened + " streams and " + received + " events");
        }
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
            buffer.clear();
            if (((SocketChannel) key.channel()).read(buffer) < 0) {
                throw new IOException("A stream that was read has ended");
            }
            long now = System.nanoTime();
            buffer.flip();
            Reader reader = (Reader) key.attachment();
            while (buffer.hasRemaining()) {
                reader.take(buffer.get(), now);
            }
        }
        selector.selectedKeys().clear();
        if (System.nanoTime() - lastTrickle >= SECOND) {
            lastTrickle = System.nanoTime();
            for (SocketChannel channel : trickling) {
                oneByte.clear();
                channel.read(oneByte);
            }
        }
    }

    private SocketChannel connect(int port) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channels.add(channel);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.write(ByteBuffer.wrap(("GET /api/paced HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        return channel;
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
        selector.close();
    }

    /** Finds {@code #number nanoseconds } in one stream. */
    private final class Reader {

        private int field; // 0 before the mark, 1 in the number, 2 in the time
        private int number;
        private long published;
        private int next;
        private boolean isOpen;
        private byte last;

        void take(byte b, long now) throws IOException {
            if (!isOpen && b == '\n' && last == '\n') {
                isOpen = true;
                opened++;
            }
            last = b;
            if (b == '#') {
                field = 1;
                number = 0;
                published = 0;
            } else if (field == 1) {
                field = b == ' ' ? 2 : 1;
                number = b == ' ' ? number : number * 10 + b - '0';
            } else if (field == 2 && b != ' ') {
                published = published * 10 + b - '0';
            } else if (field == 2) {
                field = 0;
                received(now);
            }
        }

        private void received(long now) throws IOException {
            if (number != next) {
                throw new IOException("Event " + number + " came where " + next + " was due");
            }
            next++;
            latencies[received++] = (int) ((now - published) / 1_000);
        }
    }
}
