/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.report;

import java.util.List;
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
        List<String> fields = List.of(line.split(",", -1));
        int peerEnd = fields.size() - 3; // a peer's title may have commas
        return new Measure(
                fields.get(0),
                String.join(",", fields.subList(1, peerEnd)),
                Integer.parseInt(fields.get(peerEnd)),
                Metric.valueOf(fields.get(peerEnd + 1)),
                Double.parseDouble(fields.get(peerEnd + 2)));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s,%s,%d,%s,%s", scenario, peer, round, metric.name(), value);
    }
}
