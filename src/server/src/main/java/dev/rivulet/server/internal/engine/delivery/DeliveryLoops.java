/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** The node's delivery loops, each with a thread of its own. Thread-safe. */
public final class DeliveryLoops {

    private static final System.Logger LOG = System.getLogger(DeliveryLoops.class.getName());

    private final List<DeliveryLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * Loops that have not started.
     *
     * @param count how many, at least 1
     * @param nanoTime the clock
     * @param tick how often a loop looks at its subscriptions when nothing else happens
     * @param onTick what one of them does then
     * @param errors is told of faults
     */
    public DeliveryLoops(int count, LongSupplier nanoTime, Duration tick, Runnable onTick, ErrorHandler errors) {
        for (int i = 0; i < count; i++) {
            loops.add(new DeliveryLoop(nanoTime, tick, i == 0 ? onTick : () -> {}, errors));
        }
    }

    /**
     * Starts the threads, or none of them.
     *
     * @param factory makes them
     */
    public void start(ThreadFactory factory) {
        boolean all = false;
        try {
            for (DeliveryLoop loop : loops) {
                Thread thread = factory.newThread(loop);
                thread.setName("rivulet-delivery-" + threads.size());
                thread.start();
                threads.add(thread);
            }
            all = true;
        } finally {
            if (!all) {
                loops.forEach(DeliveryLoop::end);
            }
        }
    }

    /**
     * Closes every stream and ends the threads.
     *
     * @param timeout how long to wait for them, all together
     */
    public void stop(Duration timeout) {
        loops.forEach(DeliveryLoop::end);
        long deadline = System.nanoTime() + timeout.toNanos();
        for (Thread thread : threads) {
            try {
                thread.join(Math.max(
                        1, Duration.ofNanos(deadline - System.nanoTime()).toMillis()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (thread.isAlive()) {
                LOG.log(
                        Level.WARNING,
                        "{0} has not ended after {1}: a container''s call holds it",
                        thread.getName(),
                        timeout);
            }
        }
    }

    /**
     * The loop for the next subscription, each in turn.
     *
     * @return a loop
     */
    public DeliveryLoop next() {
        return loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
    }

    /**
     * Has each loop do what is to be done now, on the calling thread, where they have no threads.
     *
     * @return true if there is more to do
     */
    public boolean turn() {
        boolean more = false;
        for (DeliveryLoop loop : loops) {
            more |= loop.turn() == 0;
        }
        return more;
    }

    /** All of them. */
    List<DeliveryLoop> all() {
        return List.copyOf(loops);
    }

    /**
     * The feeds of a log, one for each loop.
     *
     * @param log a channel's log
     * @param slowReaders what happens to readers that it has moved past
     * @return its feeds
     */
    public ChannelFeeds feeds(ChannelLog log, SlowReaders slowReaders) {
        return feeds(log, slowReaders, new ChannelMeter(0), loops.get(0).now());
    }

    /**
     * The same, for a channel that has been read before.
     *
     * @param log a channel's log
     * @param slowReaders what happens to readers that it has moved past
     * @param meter counts for its readers
     * @param emptySince when its last reader left
     * @return its feeds
     */
    public ChannelFeeds feeds(ChannelLog log, SlowReaders slowReaders, ChannelMeter meter, long emptySince) {
        return new ChannelFeeds(
                log,
                slowReaders,
                loops.stream().map(ChannelFeed::new).toList(),
                new Audience(loops.get(0)::now, emptySince),
                meter);
    }
}
