/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * A process that reads with one source: for each line {@code <uri> <milliseconds>} that it is given, it reads for that long from
 * the first event on, and answers with a line {@code <events> <nanoseconds> <nanoseconds of CPU>}.
 *
 * <pre>{@code java dev.rivulet.bench.client.SourceProcess <class of the source>}</pre>
 */
public final class SourceProcess {

    private static final long FIRST_EVENT_SECONDS = 20;

    private SourceProcess() {}

    /**
     * Reads until there is no further line.
     *
     * @param args the source's class, a {@code BiFunction<URI, Consumer<String>, AutoCloseable>}
     * @throws Exception if the source fails
     */
    @SuppressWarnings("unchecked") // what the class says it is
    public static void main(String[] args) throws Exception {
        BiFunction<URI, Consumer<String>, AutoCloseable> source = Class.forName(args[0])
                .asSubclass(BiFunction.class)
                .getDeclaredConstructor()
                .newInstance();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] fields = line.split(" ", -1);
            System.out.println(read(source, URI.create(fields[0]), Long.parseLong(fields[1])));
        }
        System.exit(0); // whatever threads a client has left
    }

    private static String read(BiFunction<URI, Consumer<String>, AutoCloseable> source, URI uri, long millis)
            throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        AtomicLong count = new AtomicLong(); // one thread counts
        try (AutoCloseable opened = source.apply(uri, data -> {
            long events = count.getPlain() + 1;
            count.lazySet(events);
            if (events == 1) {
                first.countDown();
            }
        })) {
            if (!first.await(FIRST_EVENT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("No event came from " + opened);
            }
            long cpu = cpu();
            long start = System.nanoTime();
            long before = count.get();
            new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
            long events = count.get() - before;
            return events + " " + (System.nanoTime() - start) + " " + (cpu() - cpu);
        }
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
