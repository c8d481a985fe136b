/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.CloseReason;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A serial task that owns a share of the node's subscriptions: nothing else touches their state. Others hand it tasks, which
 * wakes it; between tasks it ticks, for heartbeats and time-outs.
 */
public final class DeliveryLoop implements Runnable {

    private static final System.Logger LOG = System.getLogger(DeliveryLoop.class.getName());
    private static final int TASKS_PER_TURN = 1024;

    private final LongSupplier nanoTime;
    private final long tickNanos;
    private final Runnable onTick;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Set<Subscription> subscriptions = new LinkedHashSet<>();
    private final Set<ChannelFeed> feeds = new LinkedHashSet<>(); // those with subscriptions
    private long lastTick;
    private boolean ending;
    private volatile boolean ended;
    private volatile @Nullable Thread sleeper;

    /**
     * A loop that somebody has to {@link #run}.
     *
     * @param nanoTime the clock
     * @param tick how often subscriptions are looked at when nothing else happens
     * @param onTick what else is to be done then
     */
    public DeliveryLoop(LongSupplier nanoTime, Duration tick, Runnable onTick) {
        this.nanoTime = nanoTime;
        this.tickNanos = tick.toNanos();
        this.onTick = onTick;
        this.lastTick = nanoTime.getAsLong();
    }

    /** Runs until {@link #end}, with the calling thread as the loop's only one. */
    @Override
    public void run() {
        while (!ended) {
            long idleNanos = turn();
            if (idleNanos > 0 && !ended) {
                sleep(idleNanos);
            }
        }
        do {
            turn();
        } while (!tasks.isEmpty());
    }

    /**
     * Does what is to be done now.
     *
     * @return nanoseconds until the next tick; 0 if there is more to do
     */
    long turn() {
        for (int i = 0; i < TASKS_PER_TURN; i++) {
            Runnable task = tasks.poll();
            if (task == null) {
                break;
            }
            runSafely(task);
        }
        long now = nanoTime.getAsLong();
        if (now - lastTick >= tickNanos) {
            lastTick = now;
            for (Subscription subscription : List.copyOf(subscriptions)) {
                runSafely(() -> subscription.tick(now));
            }
            feeds.forEach(ChannelFeed::measure);
            runSafely(onTick);
        }
        return tasks.isEmpty() ? Math.max(1, lastTick + tickNanos - now) : 0;
    }

    /**
     * Has the loop run a task. Any thread; never blocks.
     *
     * @param task touches the state of this loop's subscriptions
     * @return false if the loop has ended and nothing will run
     */
    boolean execute(Runnable task) {
        if (ended) {
            return false;
        }
        tasks.add(task);
        if (ended && tasks.remove(task)) {
            return false;
        }
        Thread sleeping = sleeper;
        if (sleeping != null) {
            LockSupport.unpark(sleeping);
        }
        return true;
    }

    /** Closes every subscription and ends the loop. Any thread; returns at once. */
    void end() {
        execute(() -> {
            ending = true;
            for (Subscription subscription : List.copyOf(subscriptions)) {
                runSafely(() -> subscription.close(CloseReason.APPLICATION_STOPPED, null));
            }
            ended = true;
        });
    }

    /** On the loop: whether it takes no stream any more. */
    boolean isEnding() {
        return ending;
    }

    void add(Subscription subscription) {
        subscriptions.add(subscription);
    }

    void remove(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    void add(ChannelFeed feed) {
        feeds.add(feed);
    }

    void remove(ChannelFeed feed) {
        feeds.remove(feed);
    }

    long now() {
        return nanoTime.getAsLong();
    }

    private void sleep(long nanos) {
        sleeper = Thread.currentThread();
        if (tasks.isEmpty()) {
            LockSupport.parkNanos(this, nanos);
            Thread.interrupted(); // only end() ends a loop; a flag that stays would let it spin
        }
        sleeper = null;
    }

    /** One subscription's fault must not end the others' deliveries. */
    private static void runSafely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A delivery failed in a way that Rivulet did not expect; the other streams go on", e);
        }
    }
}
