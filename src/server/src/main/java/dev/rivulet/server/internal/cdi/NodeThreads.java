/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
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
    private static final int SENDS = 100_000;

    private final ThreadFactory factory;
    private final ThreadPoolExecutor sinkWorkers;
    private final ThreadPoolExecutor announcements;

    NodeThreads(int sinkThreads) {
        factory = lookUp();
        sinkWorkers = pool(sinkThreads, SENDS, "rivulet-sink");
        announcements = pool(1, ANNOUNCEMENTS, "rivulet-announcer");
    }

    ThreadFactory factory() {
        return factory;
    }

    ExecutorService sinkWorkers() {
        return sinkWorkers;
    }

    /** Runs one task after the other. */
    ExecutorService announcements() {
        return announcements;
    }

    /** Lets the pools do what they still have to do, and ends them. */
    void stop(Duration timeout) {
        announcements.shutdown();
        sinkWorkers.shutdown();
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            boolean told = announcements.awaitTermination(timeout.toNanos(), TimeUnit.NANOSECONDS);
            boolean sent = sinkWorkers.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (!told || !sent) {
                LOG.log(
                        Level.WARNING,
                        "An observer of stream events, or a sink, has not returned after {0}: interrupting it",
                        timeout);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        announcements.shutdownNow();
        sinkWorkers.shutdownNow();
    }

    private ThreadPoolExecutor pool(int threads, int queue, String name) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(queue), task -> {
                    Thread thread = factory.newThread(task);
                    thread.setName(name);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @SuppressWarnings("BanJNDI") // a constant name, and not from outside
    private static ThreadFactory lookUp() {
        try {
            return InitialContext.doLookup(MANAGED);
        } catch (NamingException e) {
            LOG.log(Level.INFO, "There is no {0}: Rivulet starts daemon threads of its own", MANAGED);
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
