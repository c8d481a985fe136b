/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Many streams of one channel, read by one thread, and how each of them ends. */
public final class Departures implements AutoCloseable {

    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";
    private static final Pattern RETRY = Pattern.compile("retry: ([0-9]+)");
    private static final int TAIL = 400;
    /** Fewer than a server's threads and their queue take. */
    private static final int AT_ONCE = 250;

    private final Selector selector;
    private final List<Departure> departures = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);

    /** Opens streams. */
    public Departures(URI stream, int count) {
        byte[] request = ("GET " + stream.getRawPath() + " HTTP/1.1\r\nHost: " + stream.getAuthority()
                        + "\r\nAccept: text/event-stream\r\n\r\n")
                .getBytes(ISO_8859_1);
        try {
            selector = Selector.open();
            for (int i = 0; i < count; i++) {
                SocketChannel channel = SocketChannel.open(new InetSocketAddress(stream.getHost(), stream.getPort()));
                channel.write(ByteBuffer.wrap(request));
                channel.configureBlocking(false);
                Departure departure = new Departure(channel);
                departures.add(departure);
                channel.register(selector, SelectionKey.OP_READ, departure);
                if (i % AT_ONCE == AT_ONCE - 1) {
                    awaitOpen();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads until every stream has had its first block. */
    public void awaitOpen() {
        readUntil(departure -> departure.tail.indexOf("\n\n") >= 0);
    }

    /** Reads until one stream has ended. */
    public void awaitFirstEnd() {
        readUntil(departure -> departures.stream().anyMatch(Departure::hasEnded));
    }

    /** Reads until every stream has ended, whole. */
    public void awaitEnds() {
        readUntil(Departure::hasEnded);
    }

    /** The newest delay that each stream has carried, in milliseconds. */
    public List<Long> delays() {
        return departures.stream().map(Departure::delay).toList();
    }

    @Override
    public void close() {
        try {
            for (Departure departure : departures) {
                departure.channel.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readUntil(Predicate<Departure> done) {
        List<Departure> waiting = new ArrayList<>(departures);
        waiting.removeIf(done);
        while (!waiting.isEmpty()) {
            try {
                if (selector.select(RawStream.TIMEOUT.toMillis()) == 0) {
                    throw new AssertionError(waiting.size() + " of " + departures.size() + " streams stand still");
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    read((Departure) key.attachment());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            selector.selectedKeys().clear();
            waiting.removeIf(done);
        }
    }

    private void read(Departure departure) throws IOException {
        int count = departure.channel.read(buffer.clear());
        if (count < 0 && !departure.hasEnded()) {
            throw new AssertionError("A stream was cut: " + departure.tail);
        }
        if (count < 0) {
            departure.channel.close();
            return;
        }
        departure.received(new String(buffer.array(), 0, count, ISO_8859_1));
    }

    private static final class Departure {

        private final SocketChannel channel;
        private final StringBuilder tail = new StringBuilder();
        private boolean ended;

        Departure(SocketChannel channel) {
            this.channel = channel;
        }

        void received(String text) {
            tail.append(text);
            if (tail.length() > TAIL) {
                tail.delete(0, tail.length() - TAIL);
            }
            if (tail.lastIndexOf(LAST_CHUNK) == tail.length() - LAST_CHUNK.length()) {
                ended = true;
            }
        }

        boolean hasEnded() {
            return ended;
        }

        long delay() {
            Matcher retry = RETRY.matcher(tail);
            long newest = -1;
            while (retry.find()) {
                newest = Long.parseLong(retry.group(1));
            }
            return newest;
        }
    }
}
