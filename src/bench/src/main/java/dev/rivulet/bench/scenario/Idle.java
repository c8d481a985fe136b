/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.scenario;

import dev.rivulet.bench.load.Load;
import dev.rivulet.bench.load.Publisher;
import dev.rivulet.bench.peer.Heap;
import dev.rivulet.bench.peer.RunningPeer;
import dev.rivulet.bench.report.Metric;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What streams cost on which nothing happens. */
final class Idle implements Scenario {

    private static final double KIBIBYTE = 1024;
    private static final String OWN_CLASSES = "dev.rivulet.server.";
    private static final long MAY_STAY = 64 << 20;
    private static final Duration RELEASE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofSeconds(3);

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String description(Form form) {
        return String.format(
                Locale.ROOT,
                "%,d streams that have had one event: heap after a collection (JVMs) and resident memory, less what they were"
                        + " before.",
                form.idle());
    }

    @Override
    public void run(Round round) throws IOException, InterruptedException {
        RunningPeer server = round.server();
        int count = round.form().idle();
        String path = round.path();
        Heap before = heap(server);
        long residentBefore = server.residentBytes();
        Heap after;
        try (Load load = Round.load();
                Publisher publisher = round.publisher()) {
            load.open(round.streams(path, count));
            load.awaitOpen(Round.OPEN_TIMEOUT);
            long refused = publisher.publish(path, 0, 1, System.nanoTime()) ? 0 : 1;
            load.awaitEventsWithout(Round.SILENCE, count);
            after = heap(server);
            if (before != null && after != null) {
                round.record(Metric.HEAP_PER_STREAM, (after.total() - before.total()) / KIBIBYTE / count);
                long own = after.bytesOf(OWN_CLASSES) - before.bytesOf(OWN_CLASSES);
                round.record(Metric.OWN_HEAP_PER_STREAM, (double) own / count);
            }
            round.record(Metric.RSS_PER_STREAM, (server.residentBytes() - residentBefore) / KIBIBYTE / count);
            round.recordFaults(count, load.received(), refused);
        }
        if (before != null && after != null) {
            round.clear();
            awaitRelease(server, before.total() + MAY_STAY);
        }
    }

    /** Servers notice that clients have left by their next heartbeats: streams of two rounds would not fit into one heap. */
    private static void awaitRelease(RunningPeer server, long bytes) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (server.heap().total() > bytes && System.nanoTime() - start < RELEASE.toNanos()) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static @Nullable Heap heap(RunningPeer server) throws IOException, InterruptedException {
        return server.peer().jvm() ? server.heap() : null;
    }
}
