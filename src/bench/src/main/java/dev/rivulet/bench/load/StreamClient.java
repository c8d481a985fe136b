/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection of a {@link ReaderThread}, and only its. */
final class StreamClient {

    private static final int SMALL_RECEIVE_BUFFER = 4096;

    private final Pace pace;
    private final StreamBody body;
    private final ByteBuffer request;
    private final SocketChannel channel;
    private final SelectionKey key;

    StreamClient(Selector selector, Streams streams, EventScanner scanner) throws IOException {
        this.pace = streams.pace();
        this.body = new StreamBody(scanner);
        this.request = ByteBuffer.wrap(StreamBody.request(streams));
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.SO_LINGER, 0); // no port is left waiting when the round is over
        if (pace != Pace.READING) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_RECEIVE_BUFFER);
        }
        key = channel.register(selector, SelectionKey.OP_CONNECT, this);
        if (channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), streams.port()))) {
            key.interestOps(SelectionKey.OP_WRITE);
        }
    }

    Pace pace() {
        return pace;
    }

    StreamBody body() {
        return body;
    }

    /** Goes on connecting and asking, if it still is. */
    boolean isAsking() throws IOException {
        if (key.isConnectable() && channel.finishConnect()) {
            key.interestOps(SelectionKey.OP_WRITE);
        }
        if (request.hasRemaining() && channel.isConnected()) {
            channel.write(request);
            key.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            return true;
        }
        return request.hasRemaining();
    }

    int read(ByteBuffer buffer) throws IOException {
        return channel.read(buffer);
    }

    void stopReading() {
        key.interestOps(0);
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone already.
        }
    }
}
