/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads of one name for what may take its time, which end when they are idle; what is more than their queue holds is refused. */
public final class NamedThreads extends ThreadPoolExecutor {

    private static final int IDLE_SECONDS = 10;

    /**
     * A pool without threads as yet.
     *
     * @param threads how many there may be
     * @param queue how many tasks may wait for them
     * @param name theirs
     * @param factory makes them
     */
    public NamedThreads(int threads, int queue, String name, ThreadFactory factory) {
        super(threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(queue), task -> {
            Thread thread = factory.newThread(task);
            thread.setName(name);
            return thread;
        });
        allowCoreThreadTimeOut(true);
    }
}
