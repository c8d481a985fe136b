/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What Rivulet is to reach.
 *
 * @param scenario in which scenario
 * @param metric of which figure
 * @param other over which peer's figure; empty for the figure itself
 * @param atLeast whether the bound is the least, or the most, that it may be
 * @param bound the bound
 */
record Target(String scenario, Metric metric, String other, boolean atLeast, double bound) {

    private static final String RIVULET = "rivulet";
    private static final String MISSED = "**missed**";
    private static final double FLAT = 1.2;

    static final List<Target> ALL = List.of(
            least("fan-out", Metric.DELIVERIES, "jersey", 3.5),
            least("fan-out", Metric.DELIVERIES, "nchan", 0.85),
            least("fan-out", Metric.DELIVERIES, "raw", 0.65),
            most("fan-out", Metric.CPU, "raw", 1.6),
            least("burst", Metric.DELIVERIES, "nchan", 30),
            least("burst", Metric.DELIVERIES, "raw-batched", 0.65),
            most("steady", Metric.P99, "jersey", 1),
            most("steady", Metric.P99, "spring-mvc", 1),
            most("steady", Metric.P99, "spring-webflux", 1),
            most("steady", Metric.P99, "quarkus", 1),
            most("steady", Metric.P99, "nchan", 1.5),
            most("stalled", Metric.P99_RATIO, "", 1.1),
            most("resume storm", Metric.LOST, "", 0),
            most("resume storm", Metric.FAULTY, "", 0),
            least("resume storm", Metric.CATCH_UP_RATE, "raw-batched", 0.5),
            most("idle", Metric.HEAP_PER_STREAM, "", 24),
            most("idle", Metric.OWN_HEAP_PER_STREAM, "", 1024));

    private static Target least(String scenario, Metric metric, String other, double bound) {
        return new Target(scenario, metric, other, true, bound);
    }

    private static Target most(String scenario, Metric metric, String other, double bound) {
        return new Target(scenario, metric, other, false, bound);
    }

    OptionalDouble reached(Results results) {
        if (!other.isEmpty()) {
            return results.ratio(scenario, RIVULET, other, metric);
        }
        Spread spread = results.spread(scenario, RIVULET, metric);
        return spread.count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(spread.median());
    }

    /** A row: what, how much it is to be, how much it is, whether that will do. */
    String row(Results results) {
        OptionalDouble reached = reached(results);
        String figure = metric.label() + (other.isEmpty() ? "" : " over that of " + other);
        String bounds = (atLeast ? "at least " : "at most ") + number(bound);
        if (reached.isEmpty()) {
            return row(scenario, figure, bounds, "not measured", "");
        }
        double value = reached.getAsDouble();
        boolean met = atLeast ? value >= bound : value <= bound;
        return row(scenario, figure, bounds, number(value), met ? "met" : MISSED);
    }

    /** A row: how far the cost of a delivery is from the same, whatever the number of streams. */
    static String growthRow(String line, Spread costs) {
        double most = costs.most() / costs.least();
        boolean met = costs.least() > 0 && most <= FLAT;
        return row("growth", line + ": most over least", "at most " + number(FLAT), number(most), met ? "met" : MISSED);
    }

    static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
    }
}
