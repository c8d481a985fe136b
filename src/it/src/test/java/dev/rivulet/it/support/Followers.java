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
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Many clients of one stream, read by the thread that waits for them. Each one's bytes are compared with what is expected as
 * they come, and kept nowhere.
 */
public final class Followers implements AutoCloseable {

    private static final String HEARTBEAT = ":\n\n";

    private final Selector selector;
    private final List<Follower> followers = new ArrayList<>();
    private final byte[] expected;
    private final ByteBuffer buffer = ByteBuffer.allocate(256 * 1024);

    /**
     * Connects.
     *
     * @param stream what all of them ask for
     * @param count how many there are
     * @param expected the stream behind its first block, which differs from client to client
     */
    public Followers(URI stream, int count, byte[] expected) {
        this.expected = expected;
        byte[] request = ("GET " + stream.getRawPath() + " HTTP/1.1\r\nHost: " + stream.getAuthority() + "\r\n\r\n")
                .getBytes(ISO_8859_1);
        try {
            selector = Selector.open();
            for (int i = 0; i < count; i++) {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                Follower follower = new Follower(channel, ByteBuffer.wrap(request));
                followers.add(follower);
                channel.register(selector, SelectionKey.OP_CONNECT, follower);
                channel.connect(new InetSocketAddress(stream.getHost(), stream.getPort()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads until every stream has had its first block. */
    public void awaitOpen() {
        readUntil(follower -> follower.opened);
    }

    /** Reads until every stream has had that many of the expected bytes. */
    public void awaitBytes(int count) {
        readUntil(follower -> follower.position >= count);
    }

    /** Reads until every stream has had all that is expected. */
    public void awaitAll() {
        awaitBytes(expected.length);
    }

    @Override
    public void close() {
        try {
            for (Follower follower : followers) {
                follower.channel.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readUntil(Predicate<Follower> done) {
        List<Follower> waiting = new ArrayList<>(followers);
        waiting.removeIf(done);
        while (!waiting.isEmpty()) {
            try {
                if (selector.select(RawStream.TIMEOUT.toMillis()) == 0) {
                    throw new AssertionError(
                            waiting.size() + " of " + followers.size() + " streams stand still, one with "
                                    + waiting.get(0).position + " bytes of " + expected.length);
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    ((Follower) key.attachment()).proceed(key);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            selector.selectedKeys().clear();
            waiting.removeIf(done);
        }
    }

    private enum Part {
        HEAD,
        SIZE,
        DATA,
        DATA_END
    }

    private final class Follower {

        private final SocketChannel channel;
        private final ByteBuffer request;
        private final StringBuilder line = new StringBuilder();
        private Part part = Part.HEAD;
        private int left;
        private int blankLines;
        private int heartbeat;
        private boolean begun;
        private boolean opened;
        private int position;

        Follower(SocketChannel channel, ByteBuffer request) {
            this.channel = channel;
            this.request = request;
        }

        void proceed(SelectionKey key) throws IOException {
            if (key.isConnectable()) {
                channel.finishConnect();
                key.interestOps(SelectionKey.OP_WRITE);
            } else if (key.isWritable()) {
                channel.write(request);
                key.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            } else if (key.isReadable()) {
                int count = channel.read(buffer.clear());
                if (count < 0) {
                    throw new AssertionError("A connection ended after " + position + " bytes of the stream");
                }
                received(buffer.array(), count);
            }
        }

        private void received(byte[] bytes, int end) {
            int i = 0;
            while (i < end) {
                if (part == Part.DATA) {
                    int count = Math.min(left, end - i);
                    body(bytes, i, i + count);
                    i += count;
                    left -= count;
                    part = left == 0 ? Part.DATA_END : Part.DATA;
                } else {
                    byte b = bytes[i++];
                    if (b == '\n') {
                        lineEnd(line.toString().trim());
                        line.setLength(0);
                    } else {
                        line.append((char) b);
                    }
                }
            }
        }

        private void lineEnd(String text) {
            if (part == Part.DATA_END) {
                part = Part.SIZE;
            } else if (part == Part.SIZE) {
                left = Integer.parseInt(text, 16);
                if (left == 0) {
                    throw new AssertionError("A stream ended after " + position + " bytes");
                }
                part = Part.DATA;
            } else if (text.isEmpty()) {
                part = Part.SIZE;
            } else if (text.startsWith("HTTP/") && !text.startsWith("HTTP/1.1 200")) {
                throw new AssertionError("A stream was refused: " + text);
            }
        }

        private void body(byte[] bytes, int from, int to) {
            int i = from;
            while (!opened && i < to) {
                boolean lineEnds = bytes[i++] == '\n';
                begun |= !lineEnds; // RESTEasy sends blank lines first
                blankLines = begun && lineEnds ? blankLines + 1 : 0;
                opened = blankLines == 2;
            }
            while (i < to) {
                if (heartbeat > 0) {
                    heartbeat--;
                    i++;
                    continue;
                }
                int same =
                        Arrays.mismatch(bytes, i, to, expected, position, Math.min(expected.length, position + to - i));
                int matched = same < 0 ? to - i : same;
                i += matched;
                position += matched;
                if (i < to) {
                    requireHeartbeat(bytes, i, to);
                    heartbeat = HEARTBEAT.length();
                }
            }
        }

        /** Heartbeats may stand between events, depending on how long the machine took. */
        private void requireHeartbeat(byte[] bytes, int from, int to) {
            boolean betweenEvents = position == 0 || (expected[position - 1] == '\n' && expected[position - 2] == '\n');
            String next = new String(bytes, from, Math.min(to - from, 300), ISO_8859_1);
            String heartbeatPart = HEARTBEAT.substring(0, Math.min(HEARTBEAT.length(), next.length()));
            if (!betweenEvents || !next.startsWith(heartbeatPart)) {
                throw new AssertionError("After " + position + " bytes a stream goes on with\n" + next
                        + "\ninstead of\n"
                        + new String(expected, position, Math.min(expected.length - position, 300), ISO_8859_1));
            }
        }
    }
}
