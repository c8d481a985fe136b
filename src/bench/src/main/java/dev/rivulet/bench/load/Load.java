/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The subscribers of one round: any number of streams on a few threads, which record what comes, in which order, and how
 * long it took. One thread uses it.
 */
public final class Load implements AutoCloseable {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<ReaderThread> threads = new ArrayList<>();
    private final Tally opened = new Tally();
    private final Tally events = new Tally();
    private final CompletableFuture<String> refusal = new CompletableFuture<>();
    private long toOpen;

    /**
     * No streams yet.
     *
     * @param threadCount how many threads read
     * @throws IOException if there can be no selector
     */
    public Load(int threadCount) throws IOException {
        for (int i = 0; i < threadCount; i++) {
            threads.add(new ReaderThread("load-" + i, opened, events, refusal));
        }
        threads.forEach(Thread::start);
    }

    /**
     * Half of the cores, so that the other half are the server's.
     *
     * @return how many threads suit this machine, at least 1
     */
    public static int threadsOfThisMachine() {
        return Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));
    }

    /**
     * Begins to open streams.
     *
     * @param streams which
     */
    public void open(Streams streams) {
        toOpen += streams.count();
        int share = streams.count() / threads.size();
        int rest = streams.count() % threads.size();
        for (ReaderThread thread : threads) {
            thread.open(streams.with(rest-- > 0 ? share + 1 : share, streams.pace()));
        }
    }

    /**
     * Waits until the server has answered all of them.
     *
     * @param timeout for how long
     * @throws IOException if it has not, or one was refused
     */
    public void awaitOpen(Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!opened.await(toOpen, Math.min(deadline, System.nanoTime() + 1_000_000_000L))) {
            if (refusal.isDone()) {
                throw new IOException(refusal.join());
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("Only " + opened.count() + " of " + toOpen + " streams opened");
            }
        }
    }

    /**
     * Waits for events.
     *
     * @param total how many, over all streams, since the beginning
     * @param timeout for how long
     * @return false if the time has passed before
     */
    public boolean awaitEvents(long total, Duration timeout) {
        return events.await(total, System.nanoTime() + timeout.toNanos());
    }

    /**
     * Waits for events as long as some come.
     *
     * @param silence for how long none may come
     * @param total how many, over all streams, since the beginning
     * @return false if none has come for that long
     */
    public boolean awaitEventsWithout(Duration silence, long total) {
        long before;
        do {
            before = events.count();
            if (awaitEvents(total, silence)) {
                return true;
            }
        } while (events.count() > before);
        return false;
    }

    /**
     * What has been received.
     *
     * @return a snapshot
     */
    public Received received() {
        return threads.stream()
                .map(ReaderThread::received)
                .reduce(Received::plus)
                .orElseThrow();
    }

    /**
     * What the threads that read have used so far.
     *
     * @return CPU time of all of them
     */
    public Duration cpu() {
        return Duration.ofNanos(threads.stream()
                .mapToLong(thread -> THREADS.getThreadCpuTime(thread.getId()))
                .sum());
    }

    @Override
    public void close() {
        threads.forEach(ReaderThread::close);
        for (ReaderThread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
