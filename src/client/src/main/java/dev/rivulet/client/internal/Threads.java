/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of sources that were given no executor: daemons that all of them share, and that end when they have nothing to
 * do. Where there are virtual threads (JDK 21), listeners and blocking transports run on those.
 */
public final class Threads {

    private static final int LISTENERS = 4;
    private static final int HTTP = 2;
    private static final long KEEP_ALIVE_SECONDS = 10;

    private Threads() {}

    /** Runs listeners. */
    public static Executor listeners() {
        return Listening.EXECUTOR;
    }

    /**
     * Runs the JDK client's own short tasks, apart from listeners, which may block. It never throws, which would end the
     * client's selector thread, and with it the client: where no thread can be started, the caller's runs the task.
     */
    static Executor http() {
        return task -> {
            if (Handover.give(Http.EXECUTOR, task).isPresent()) {
                task.run();
            }
        };
    }

    /** Wakes sources up; its tasks only hand over. */
    public static ScheduledExecutorService timer() {
        return Timer.EXECUTOR;
    }

    /** Runs a task that may block for long, on a thread of its own. */
    static Thread start(Runnable task) {
        Thread thread = Blocking.FACTORY.newThread(task);
        thread.start();
        return thread;
    }

    private static ThreadPoolExecutor pool(String name, int size) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size, size, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private static final class Listening {
        static final Executor EXECUTOR = executor();

        private static Executor executor() {
            ThreadFactory virtual = VirtualThreads.factory("rivulet-client");
            return virtual == null
                    ? pool("rivulet-client", LISTENERS)
                    : task -> virtual.newThread(task).start();
        }
    }

    private static final class Blocking {
        static final ThreadFactory FACTORY = factory();

        private static ThreadFactory factory() {
            ThreadFactory virtual = VirtualThreads.factory("rivulet-client-reader");
            return virtual == null ? daemons("rivulet-client-reader") : virtual;
        }
    }

    private static final class Http {
        static final ExecutorService EXECUTOR = pool("rivulet-client-http", HTTP);
    }

    private static final class Timer {
        static final ScheduledExecutorService EXECUTOR = executor();

        private static ScheduledExecutorService executor() {
            ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, daemons("rivulet-client-timer"));
            executor.setKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
            executor.allowCoreThreadTimeOut(true);
            executor.setRemoveOnCancelPolicy(true);
            return executor;
        }
    }
}
