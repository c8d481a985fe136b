/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.report;

import java.util.Collection;

/**
 * Where values lie.
 *
 * @param least the least
 * @param median the middle one, or the mean of the two in the middle
 * @param most the most
 * @param count how many there are
 */
public record Spread(double least, double median, double most, int count) {

    /**
     * The spread of values.
     *
     * @param values any number of them
     * @return their spread; not-a-number where there are none
     */
    public static Spread of(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int count = sorted.length;
        if (count == 0) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN, 0);
        }
        double median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
        return new Spread(sorted[0], median, sorted[count - 1], count);
    }
}
