/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.scenario;

import dev.rivulet.bench.load.Load;
import dev.rivulet.bench.load.Pace;
import dev.rivulet.bench.load.Publisher;
import dev.rivulet.bench.load.Received;
import dev.rivulet.bench.load.Streams;
import dev.rivulet.bench.peer.RunningPeer;
import dev.rivulet.bench.report.Metric;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;

/**
 * What clients that do not read cost the others: the same clients receive the same events at the same pace, first alone and
 * then beside those. A kernel may take three megabytes for a client that does not read, so that a server would not notice for a
 * minute: that much is published before, to half of the stalled clients; the others come after it, for the servers that have
 * smaller buffers, or have thrown the first half out.
 */
final class Stalled implements Scenario {

    private static final int RATE = 50;
    private static final int DATA_SIZE = 1_000;
    private static final int FILLING = 3_200;
    private static final int PER_REQUEST = 100;
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final double MEBIBYTE = 1 << 20;

    @Override
    public String name() {
        return "stalled";
    }

    @Override
    public String description(Form form) {
        return String.format(
                Locale.ROOT,
                "%,d streams, of which %,d never read and %,d read a byte a second, most of them with full buffers; %d"
                        + " events of %,d bytes a second for %d s; figures are those of the %,d that read, \"without\" is the same without the others. Lost counts what"
                        + " had not come 5 s after the last event was due.",
                form.subscribers(),
                stopped(form),
                trickling(form),
                RATE,
                DATA_SIZE,
                form.paced().toSeconds(),
                healthy(form));
    }

    @Override
    public void run(Round round) throws IOException, InterruptedException {
        Received alone = run(round, "-alone", 0, 0);
        Form form = round.form();
        Received beside = run(round, "", stopped(form), trickling(form));
        long expected = expected(form);
        double p99Alone = alone.millis(99, expected);
        double p99 = beside.millis(99, expected);
        round.record(Metric.P50, beside.millis(50, expected));
        round.record(Metric.P99, p99);
        round.record(Metric.MAX, beside.millis(100, expected));
        round.record(Metric.P99_ALONE, p99Alone);
        round.record(Metric.P99_RATIO, Double.isInfinite(p99) ? p99 : p99 / p99Alone);
    }

    private static long expected(Form form) {
        return RATE * form.paced().toMillis() / 1_000 * healthy(form);
    }

    private static Received run(Round round, String suffix, int stopped, int trickling)
            throws IOException, InterruptedException {
        Form form = round.form();
        RunningPeer server = round.server();
        String path = round.path() + suffix;
        long heap = server.peer().jvm() ? server.heap().total() : 0;
        try (Load load = Round.load();
                Publisher publisher = round.publisher(DATA_SIZE)) {
            Streams reading = round.streams(path, healthy(form), DATA_SIZE);
            if (stopped > 0) {
                load.open(reading.with(stopped / 2, Pace.STOPPED));
                load.open(reading.with(trickling, Pace.TRICKLING));
                load.awaitOpen(Round.OPEN_TIMEOUT);
                fill(round, reading.with(1, Pace.READING));
                load.open(reading.with(stopped - stopped / 2, Pace.STOPPED));
            }
            long first = stopped > 0 ? FILLING : 0;
            load.open(reading.from(first));
            load.awaitOpen(Round.OPEN_TIMEOUT);
            Paced paced = new Paced(load, publisher, path, first);
            Received received = paced.run(RATE, form.paced(), healthy(form));
            if (stopped > 0) {
                if (server.peer().jvm()) {
                    round.record(Metric.HEAP_GROWTH, (server.heap().total() - heap) / MEBIBYTE);
                }
                round.recordFaults(expected(form), received, paced.refused());
            }
            return received;
        }
    }

    /** As fast as a client can read that does; not for long, where a client that does not holds that one up as well. */
    private static void fill(Round round, Streams reading) throws IOException {
        try (Load load = Round.load();
                Publisher publisher = round.publisher(DATA_SIZE)) {
            load.open(reading);
            load.awaitOpen(Round.OPEN_TIMEOUT);
            boolean goesOn = true;
            for (int sent = 0; goesOn && sent < FILLING; sent += PER_REQUEST) {
                publisher.publish(reading.path(), sent, PER_REQUEST, System.nanoTime());
                goesOn = load.awaitEventsWithout(SILENCE, sent + PER_REQUEST);
            }
        } catch (SocketTimeoutException e) {
            System.out.println("  the publisher is stuck already");
        }
    }

    private static int stopped(Form form) {
        return form.subscribers() / 10;
    }

    private static int trickling(Form form) {
        return form.subscribers() / 20;
    }

    private static int healthy(Form form) {
        return form.subscribers() - stopped(form) - trickling(form);
    }
}
