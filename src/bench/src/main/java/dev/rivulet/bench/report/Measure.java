/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.report;

import java.util.Locale;

/**
 * A figure.
 *
 * @param scenario of which scenario
 * @param peer of which peer
 * @param round in which round, from 1
 * @param metric what it is
 * @param value how much
 */
public record Measure(String scenario, String peer, int round, Metric metric, double value) {

    static Measure parse(String line) {
        String[] fields = line.split(",", -1);
        return new Measure(
                fields[0],
                fields[1],
                Integer.parseInt(fields[2]),
                Metric.valueOf(fields[3]),
                Double.parseDouble(fields[4]));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s,%s,%d,%s,%s", scenario, peer, round, metric.name(), value);
    }
}
