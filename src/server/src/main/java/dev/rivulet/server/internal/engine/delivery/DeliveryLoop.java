/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import java.time.Duration;
import java.util.LinkedHashSet;
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

    private static final int TASKS_PER_TURN = 1024;
    private static final long REST_AFTER_FAULT_NANOS = 1_000_000;

    private final LongSupplier nanoTime;
    private final long tickNanos;
    private final Runnable onTick;
    private final ErrorHandler errors;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Set<LoopMember> members = new LinkedHashSet<>();
    private final Set<ChannelFeed> feeds = new LinkedHashSet<>(); // those with readers
    private long lastTick;
    private volatile boolean ending;
    private volatile boolean ended;
    private volatile @Nullable Thread sleeper;

    /**
     * A loop that a thread has to {@link #run}, or {@link #turn} again and again.
     *
     * @param nanoTime the clock
     * @param tick how often members are looked at when nothing else happens
     * @param onTick what else is to be done then
     * @param errors is told of faults
     */
    DeliveryLoop(LongSupplier nanoTime, Duration tick, Runnable onTick, ErrorHandler errors) {
        this.nanoTime = nanoTime;
        this.tickNanos = tick.toNanos();
        this.onTick = onTick;
        this.errors = errors;
        this.lastTick = nanoTime.getAsLong();
    }

    /** Runs until {@link #end}, with the calling thread as the loop's only one. Nothing that is thrown ends it before. */
    @Override
    public void run() {
        while (!ended) {
            try {
                long idleNanos = turn();
                if (idleNanos > 0 && !ended) {
                    sleep(idleNanos);
                }
            } catch (Throwable fault) {
                survive(fault);
            }
        }
        do {
            try {
                turn();
            } catch (Throwable fault) {
                survive(fault);
            }
        } while (!tasks.isEmpty());
    }

    /**
     * Does what is to be done now. Called by one thread.
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
        if (ending && !ended) {
            endMembers();
        }
        long now = nanoTime.getAsLong();
        if (now - lastTick >= tickNanos) {
            lastTick = now;
            tick(now);
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
        wakeUp();
        return true;
    }

    /** Ends every member, and the loop. Any thread; returns at once. */
    void end() {
        ending = true;
        wakeUp();
    }

    /** Whether it takes no stream any more. */
    boolean isEnding() {
        return ending;
    }

    void add(LoopMember member) {
        members.add(member);
    }

    void remove(LoopMember member) {
        members.remove(member);
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

    ErrorHandler errors() {
        return errors;
    }

    private void tick(long now) {
        for (LoopMember member : members.toArray(new LoopMember[0])) {
            member.tick(now);
        }
        feeds.forEach(ChannelFeed::measure);
        runSafely(onTick);
    }

    private void endMembers() {
        members.forEach(LoopMember::loopEnds); // they leave later, by tasks
        ended = true;
    }

    private void wakeUp() {
        Thread sleeping = sleeper;
        if (sleeping != null) {
            LockSupport.unpark(sleeping);
        }
    }

    private void sleep(long nanos) {
        sleeper = Thread.currentThread();
        if (tasks.isEmpty() && !ending) {
            LockSupport.parkNanos(this, nanos);
            Thread.interrupted(); // only end() ends a loop; a flag that stays would let it spin
        }
        sleeper = null;
    }

    /** One member's fault must not end the others' deliveries. */
    private void runSafely(Runnable task) {
        try {
            task.run();
        } catch (Throwable fault) {
            errors.tell("A delivery failed in a way that Rivulet did not expect; the other streams go on", fault);
        }
    }

    /** Outside of any task; what was to be done is still there to do, at the latest at the next tick. */
    private void survive(Throwable fault) {
        errors.tell("A delivery loop failed in a way that Rivulet did not expect, and goes on", fault);
        LockSupport.parkNanos(this, REST_AFTER_FAULT_NANOS);
    }
}
