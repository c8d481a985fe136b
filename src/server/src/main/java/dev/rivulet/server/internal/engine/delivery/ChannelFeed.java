/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** The subscriptions to one channel that one loop owns: those that the loop delivers to when the channel has events. */
final class ChannelFeed implements Runnable {

    private static final int LOOK_AHEAD = 32; // what the first-level cache has room for

    private final DeliveryLoop loop;
    private final Map<Reader, Measured> readers = new LinkedHashMap<>(); // the loop's
    private final AtomicBoolean due = new AtomicBoolean();
    private volatile int size;
    private volatile long lag;

    ChannelFeed(DeliveryLoop loop) {
        this.loop = loop;
    }

    /**
     * Any thread. Events that are published before the loop has run this feed wake it once. Where it cannot be woken, the next event does that, or
     * its next tick: the publisher is not harmed.
     */
    void wake() {
        if (size > 0 && !due.get() && due.compareAndSet(false, true)) {
            boolean queued = false;
            try {
                queued = loop.execute(this);
            } catch (Throwable fault) {
                loop.errors().tell("A delivery loop could not be woken; it delivers at its next tick", fault);
            } finally {
                if (!queued) {
                    due.set(false);
                }
            }
        }
    }

    /** Any thread. The channel has ended. Where the loop cannot be told, its readers find out at its next tick. */
    void end() {
        if (size > 0) {
            loop.errors()
                    .guard(
                            "A delivery loop could not be told of a channel's end; it sees it at its next tick",
                            () -> loop.execute(this::tellEnd));
        }
    }

    private void tellEnd() {
        readers.keySet().forEach(Reader::channelEnded);
    }

    /** Any thread. How far behind the slowest is, when the loop has done what it had been told before. */
    CompletableFuture<Long> lagNow() {
        CompletableFuture<Long> answer = new CompletableFuture<>();
        boolean asked = size > 0
                && loop.execute(() -> {
                    long most = 0;
                    try {
                        most = most();
                    } finally {
                        answer.complete(most);
                    }
                });
        if (!asked) {
            answer.complete(0L);
        }
        return answer;
    }

    /** Any thread. */
    int size() {
        return size;
    }

    /** Any thread. How far behind the slowest was at the last {@link #measure}. */
    long lag() {
        return lag;
    }

    boolean isOn(DeliveryLoop other) {
        return loop == other;
    }

    /**
     * On the loop. Checks some subscriptions before it delivers to the first of them: they lie scattered in memory, and a
     * processor fetches several at once if nothing else is to be done between them, but one by one if there is a delivery.
     */
    @Override
    public void run() {
        due.set(false);
        List<Reader> ahead = new ArrayList<>(Math.min(size, LOOK_AHEAD));
        for (Reader reader : readers.keySet()) {
            if (reader.canAdvance()) {
                ahead.add(reader);
            }
            if (ahead.size() == LOOK_AHEAD) {
                deliver(ahead);
            }
        }
        deliver(ahead);
    }

    private static void deliver(List<Reader> ahead) {
        for (int i = 0; i < ahead.size(); i++) {
            ahead.get(i).wake();
        }
        ahead.clear();
    }

    /** On the loop. */
    void measure() {
        lag = most();
    }

    private long most() {
        long most = 0;
        for (Measured cursor : readers.values()) {
            most = Math.max(most, cursor.lag());
        }
        return most;
    }

    /** On the loop, and not while it runs this feed. */
    void add(Reader reader, Measured cursor) {
        if (readers.isEmpty()) {
            loop.add(this);
        }
        readers.put(reader, cursor);
        size = readers.size();
    }

    /** On the loop, and not while it runs this feed. */
    void remove(Reader reader) {
        readers.remove(reader);
        size = readers.size();
        if (size == 0) {
            loop.remove(this);
            lag = 0;
        }
    }
}
