/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.scenario;

import dev.rivulet.bench.load.Load;
import dev.rivulet.bench.load.Publisher;
import dev.rivulet.bench.load.Received;
import dev.rivulet.bench.report.Metric;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

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
            long expected = RATE * form.paced().toMillis() / 1_000 * form.subscribers();
            round.record(Metric.P50, received.millis(50, expected));
            round.record(Metric.P99, received.millis(99, expected));
            round.record(Metric.P999, received.millis(99.9, expected));
            round.record(Metric.MAX, received.millis(100, expected));
            round.recordFaults(expected, received, paced.refused());
        }
    }
}
