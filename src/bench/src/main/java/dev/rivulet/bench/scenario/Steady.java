/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.scenario;

import dev.rivulet.bench.load.Load;
import dev.rivulet.bench.load.Publisher;
import dev.rivulet.bench.load.Received;
import dev.rivulet.bench.report.Metric;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Latency at a pace that every server can keep. */
final class Steady implements Scenario {

    private static final int RATE = 50;

    @Override
    public String name() {
        return "steady";
    }

    @Override
    public String description(Form form) {
        return String.format(
                Locale.ROOT,
                "%,d subscribers, %d events a second for %d s: latency from when an event was due to be published until it was"
                        + " read.",
                form.subscribers(),
                RATE,
                form.paced().toSeconds());
    }

    @Override
    public void run(Round round) throws IOException {
        Form form = round.form();
        String path = round.path();
        try (Load load = Round.load();
                Publisher publisher = round.publisher()) {
            load.open(round.streams(path, form.subscribers()));
            load.awaitOpen(Round.OPEN_TIMEOUT);
            Duration cpu = round.server().cpu();
            Paced paced = new Paced(load, publisher, path, 0);
            Received received = paced.run(RATE, form.paced(), form.subscribers());
            round.record(Metric.CPU, Round.micros(round.server().cpu().minus(cpu)) / Math.max(1, received.events()));
            Histogram latency = received.latency();
            round.record(Metric.P50, millis(latency, 50));
            round.record(Metric.P99, millis(latency, 99));
            round.record(Metric.P999, millis(latency, 99.9));
            round.record(Metric.MAX, latency.getMaxValue() / 1e3);
            long expected = RATE * form.paced().toMillis() / 1_000 * form.subscribers();
            round.recordFaults(expected, received, paced.refused());
        }
    }

    static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }
}
