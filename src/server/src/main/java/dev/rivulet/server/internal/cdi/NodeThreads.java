/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import dev.rivulet.server.internal.engine.NamedThreads;
import dev.rivulet.server.internal.http.SinkThreads;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The node's threads: the container's where it has a {@code ManagedThreadFactory}, else daemon threads.
 *
 * <p>A factory and not a {@code ManagedExecutorService}, because the default executor is the application's too, and on some
 * servers has one thread: an application's task that takes its time would hold up every stream.
 */
final class NodeThreads {

    private static final System.Logger LOG = System.getLogger(NodeThreads.class.getName());
    private static final String MANAGED = "java:comp/DefaultManagedThreadFactory";
    private static final int ANNOUNCEMENTS = 100_000;
    private static final int OBSERVATIONS = 10_000;
    private static final int SINK_CALLS = 100_000;
    private static final int CLOSERS = 4;

    private final ThreadFactory factory;
    private final NamedThreads sends;
    private final NamedThreads closes;
    private final NamedThreads announcements;
    private final NamedThreads observations;
    private final NamedThreads asking;
    private final NamedThreads iterating;

    NodeThreads(int sinkThreads, int feedThreads) {
        factory = find();
        sends = pool(sinkThreads, SINK_CALLS, "rivulet-sink");
        closes = pool(CLOSERS, SINK_CALLS, "rivulet-closer");
        announcements = pool(1, ANNOUNCEMENTS, "rivulet-announcer");
        observations = pool(1, OBSERVATIONS, "rivulet-observer");
        asking = pool(feedThreads, SINK_CALLS, "rivulet-feed");
        iterating = pool(feedThreads, SINK_CALLS, "rivulet-iterator");
    }

    ThreadFactory factory() {
        return factory;
    }

    SinkThreads sinkThreads() {
        return new SinkThreads(sends, closes);
    }

    /** Runs one task after the other. */
    ExecutorService announcements() {
        return announcements;
    }

    /** The same, for those who watch the node. */
    ExecutorService observations() {
        return observations;
    }

    /** Ask publishers, which feed channels, for more. */
    ExecutorService asking() {
        return asking;
    }

    /** Ask iterators, which may let them wait. */
    ExecutorService iterating() {
        return iterating;
    }

    /** Lets the pools do what they still have to do, and ends them. */
    void stop(Duration timeout) {
        List<NamedThreads> pools = List.of(closes, sends, asking, iterating, announcements, observations);
        pools.forEach(NamedThreads::shutdown);
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            for (NamedThreads pool : pools) {
                if (!pool.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    LOG.log(
                            Level.WARNING,
                            "A sink, an observer, or what feeds a channel, has not returned after {0}: interrupting it",
                            timeout);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pools.forEach(NamedThreads::shutdownNow);
    }

    private NamedThreads pool(int threads, int queue, String name) {
        return new NamedThreads(threads, queue, name, factory);
    }

    @SuppressWarnings("BanJNDI") // a constant name, and not from outside
    private static ThreadFactory find() {
        try {
            return InitialContext.doLookup(MANAGED);
        } catch (NamingException e) {
            LOG.log(
                    Level.INFO,
                    "There is no Jakarta Concurrency ({0}): Rivulet starts daemon threads of its own",
                    MANAGED);
            ClassLoader application = NodeThreads.class.getClassLoader();
            return task -> {
                Thread thread = new Thread(task);
                thread.setDaemon(true);
                thread.setContextClassLoader(application);
                return thread;
            };
        }
    }
}
