/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.scenario;

import dev.rivulet.bench.load.Load;
import dev.rivulet.bench.report.Metric;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** How fast streams open. */
final class Opening implements Scenario {

    @Override
    public String name() {
        return "open rate";
    }

    @Override
    public String description(Form form) {
        return String.format(
                Locale.ROOT,
                "%,d streams, each on a connection of its own, up to 64 at a time for each of the load generator's threads, from"
                        + " the first connection to the last answer's head.",
                form.opening());
    }

    @Override
    public void run(Round round) throws IOException {
        int count = round.form().opening();
        try (Load load = Round.load()) {
            Duration cpu = round.server().cpu();
            long start = System.nanoTime();
            load.open(round.streams(round.path(), count));
            load.awaitOpen(Round.OPEN_TIMEOUT);
            round.record(Metric.OPENED, count / Round.seconds(System.nanoTime() - start));
            round.record(Metric.OPEN_CPU, Round.micros(round.server().cpu().minus(cpu)) / count);
        }
    }
}
