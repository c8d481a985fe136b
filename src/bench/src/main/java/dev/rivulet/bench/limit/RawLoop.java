/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.limit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A thread that owns a share of the connections: reads their requests, writes their events. */
final class RawLoop extends Thread {

    private final RawChannels channels;
    private final Selector selector = Selector.open();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Map<String, List<RawConnection>> subscribers = new HashMap<>();
    private ByteBuffer event = ByteBuffer.allocateDirect(1 << 16);

    RawLoop(RawChannels channels) throws IOException {
        super("raw-loop");
        this.channels = channels;
    }

    /** Takes a connection. Any thread. */
    void serve(SocketChannel channel) {
        execute(() -> {
            try {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.register(selector, SelectionKey.OP_READ, new RawConnection(channel));
            } catch (IOException e) {
                close(channel);
            }
        });
    }

    /** Writes to the channel's subscribers that do not have it yet. Any thread. */
    void deliver(String channel, long newest, List<byte[]> writes) {
        execute(() -> {
            List<RawConnection> connections = subscribers.get(channel);
            if (connections == null) {
                return;
            }
            for (byte[] bytes : writes) {
                fill(bytes);
                for (RawConnection connection : connections) {
                    if (connection.joinedAt() < newest) {
                        event.rewind();
                        connection.write(event);
                    }
                }
            }
            connections.removeIf(connection -> !connection.isOpen());
        });
    }

    private void fill(byte[] bytes) {
        if (bytes.length > event.capacity()) {
            event = ByteBuffer.allocateDirect(bytes.length);
        }
        event.clear().put(bytes).flip();
    }

    private void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    @Override
    public void run() {
        try {
            while (true) {
                selector.select(this::turn);
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void turn(SelectionKey key) {
        RawConnection connection = (RawConnection) key.attachment();
        try {
            if (key.isWritable()) {
                connection.writePending();
            }
            if (key.isValid() && key.isReadable()) {
                connection.read(this);
            }
            if (key.isValid()) {
                key.interestOps(SelectionKey.OP_READ | (connection.isPending() ? SelectionKey.OP_WRITE : 0));
            }
        } catch (IOException e) {
            connection.close();
        }
    }

    void awaitWritable(SocketChannel channel) {
        SelectionKey key = channel.keyFor(selector);
        if (key != null && key.isValid()) {
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    /** What the connection has missed until now; from now on it gets the channel's events. */
    RawChannels.Missed subscribe(RawConnection connection, String channel, long lastNumber) {
        subscribers.computeIfAbsent(channel, name -> new ArrayList<>()).add(connection);
        return channels.after(channel, lastNumber);
    }

    void publish(String channel, byte[] lines) {
        channels.publish(channel, lines);
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone already.
        }
    }
}
