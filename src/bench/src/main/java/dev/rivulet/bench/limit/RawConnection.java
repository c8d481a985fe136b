/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.limit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One connection of a loop's: requests in, events out; what the socket does not take waits, up to a bound. */
final class RawConnection {

    private static final int MAX_PENDING = 4 << 20;
    private static final Pattern REQUEST = Pattern.compile("(GET|POST) (\\S+) HTTP/1.1\r\n(?:.*\r\n)*\r\n");
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final Pattern LAST_EVENT_ID = Pattern.compile("(?i)\r\nlast-event-id: *(\\d+)");
    private static final byte[] STREAM_HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAKEN = "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream(0);
    private final Deque<ByteBuffer> pending = new ArrayDeque<>();
    private @Nullable RawLoop loop;
    private int pendingBytes;
    private long joinedAt;

    RawConnection(SocketChannel channel) {
        this.channel = channel;
    }

    long joinedAt() {
        return joinedAt;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    boolean isPending() {
        return !pending.isEmpty();
    }

    void read(RawLoop owner) throws IOException {
        loop = owner;
        ByteBuffer buffer = ByteBuffer.allocate(1 << 14);
        int length = channel.read(buffer);
        if (length < 0) {
            throw new IOException("The client is gone");
        }
        received.write(buffer.array(), 0, length);
        while (takeRequest(owner)) {
            // There may be another behind it.
        }
    }

    private boolean takeRequest(RawLoop owner) {
        byte[] bytes = received.toByteArray();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int blank = text.indexOf("\r\n\r\n");
        int headEnd = blank < 0 ? 0 : blank + 4;
        Matcher request = REQUEST.matcher(text).region(0, headEnd);
        if (!request.matches()) {
            return false;
        }
        String head = request.group();
        int bodyEnd = headEnd + (int) number(LENGTH, head, 0);
        if (bodyEnd > bytes.length) {
            return false;
        }
        received.reset();
        received.write(bytes, bodyEnd, bytes.length - bodyEnd);
        String name = request.group(2);
        if (request.group(1).equals("POST")) {
            owner.publish(name, Arrays.copyOfRange(bytes, headEnd, bodyEnd));
            write(ByteBuffer.wrap(TAKEN));
        } else {
            RawChannels.Missed missed = owner.subscribe(this, name, number(LAST_EVENT_ID, head, Long.MAX_VALUE));
            joinedAt = missed.newest(); // before the head, after which the client counts on every event
            write(ByteBuffer.wrap(STREAM_HEAD));
            write(missed.events());
        }
        return true;
    }

    private static long number(Pattern header, String head, long otherwise) {
        Matcher matcher = header.matcher(head);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : otherwise;
    }

    /** Writes what the socket takes; the rest, which is copied, when it takes more. */
    void write(ByteBuffer bytes) {
        try {
            if (pending.isEmpty()) {
                channel.write(bytes);
            }
            if (bytes.hasRemaining()) {
                hold(bytes);
            }
        } catch (IOException e) {
            close();
        }
    }

    private void hold(ByteBuffer bytes) {
        pendingBytes += bytes.remaining();
        if (pendingBytes > MAX_PENDING) {
            close();
            return;
        }
        pending.add(ByteBuffer.allocate(bytes.remaining()).put(bytes).flip());
        if (loop != null) {
            loop.awaitWritable(channel);
        }
    }

    void writePending() throws IOException {
        for (ByteBuffer next = pending.peek(); next != null; next = pending.peek()) {
            pendingBytes -= channel.write(next);
            if (next.hasRemaining()) {
                return;
            }
            pending.remove();
        }
    }

    void close() {
        pending.clear();
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone already.
        }
    }
}
