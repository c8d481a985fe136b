/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A thread that opens and reads a share of the streams. Others hand it tasks. */
final class ReaderThread extends Thread {

    private static final int OPENING_AT_A_TIME = 64;
    private static final int BUFFER_SIZE = 1 << 16;
    private static final long SECOND = 1_000_000_000;

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);
    private final ByteBuffer oneByte = ByteBuffer.allocateDirect(1);
    private final byte[] bytes = new byte[BUFFER_SIZE];
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Queue<Streams> toOpen = new ArrayDeque<>();
    private final List<StreamClient> clients = new ArrayList<>();
    private final List<StreamClient> trickling = new ArrayList<>();
    private final Counts counts = new Counts();
    private final Tally opened;
    private final Tally events;
    private final CompletableFuture<String> refusal;
    private int opening;
    private long lastTrickle = System.nanoTime();
    private volatile boolean closed;

    ReaderThread(String name, Tally opened, Tally events, CompletableFuture<String> refusal) throws IOException {
        super(name);
        this.opened = opened;
        this.events = events;
        this.refusal = refusal;
        setDaemon(true);
    }

    /** Opens streams, one after the other, a few at a time. Any thread. */
    void open(Streams streams) {
        execute(() -> {
            for (int i = 0; i < streams.count(); i++) {
                toOpen.add(streams);
            }
        });
    }

    /** What this thread's streams have received. Any thread; waits for this one. */
    Received received() {
        CompletableFuture<Received> answer = new CompletableFuture<>();
        execute(() -> answer.complete(counts.snapshot()));
        return answer.join();
    }

    void close() {
        closed = true;
        selector.wakeup();
    }

    private void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    @Override
    public void run() {
        try (selector) {
            while (!closed) {
                runTasks();
                openMore();
                long before = counts.events();
                selector.select(this::turn, 100);
                events.add(counts.events() - before);
                trickle();
            }
        } catch (IOException e) {
            refusal.complete("The load generator failed: " + e);
        } finally {
            clients.forEach(StreamClient::close);
            runTasks();
        }
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void openMore() throws IOException {
        while (opening < OPENING_AT_A_TIME && !toOpen.isEmpty()) {
            Streams streams = toOpen.remove();
            opening++;
            EventScanner scanner = new EventScanner(
                    streams.dataSize(), streams.first(), streams.pace() == Pace.READING ? counts : new Counts());
            clients.add(new StreamClient(selector, streams, scanner));
        }
    }

    private void turn(SelectionKey key) {
        StreamClient client = (StreamClient) key.attachment();
        try {
            if (!client.isAsking()) {
                read(client);
            }
        } catch (IOException e) {
            ended(client);
        }
    }

    private void read(StreamClient client) throws IOException {
        buffer.clear();
        int length = client.read(buffer);
        if (length < 0) {
            ended(client);
            return;
        }
        long now = System.nanoTime();
        buffer.flip().get(bytes, 0, length);
        boolean wasOpen = client.body().isOpen();
        client.body().take(bytes, length, now);
        if (client.pace() == Pace.READING) {
            counts.bytes(length);
        }
        if (!wasOpen) {
            whenOpen(client);
        }
    }

    private void whenOpen(StreamClient client) {
        if (client.body().refusal() != null) {
            refusal.complete("A stream was refused: " + client.body().refusal());
        } else if (client.body().isOpen()) {
            opening--;
            opened.add(1);
            if (client.pace() != Pace.READING) {
                client.stopReading();
            }
            if (client.pace() == Pace.TRICKLING) {
                trickling.add(client);
            }
        }
    }

    private void ended(StreamClient client) {
        client.close();
        if (!client.body().isOpen()) {
            refusal.complete("A stream ended before it was open");
        } else if (client.pace() == Pace.READING) {
            counts.ended();
        }
    }

    private void trickle() {
        if (System.nanoTime() - lastTrickle < SECOND) {
            return;
        }
        lastTrickle = System.nanoTime();
        trickling.removeIf(client -> {
            try {
                oneByte.clear();
                return client.read(oneByte) < 0;
            } catch (IOException e) {
                return true;
            }
        });
    }
}
