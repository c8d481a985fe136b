/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

import java.util.Arrays;
import java.util.List;

/**
 * What a server answers who scrapes its metrics, in Prometheus' text format.
 *
 * @param text the page
 */
public record MetricsPage(String text) {

    /** Every sample of Rivulet's. */
    public List<String> samples() {
        return text.lines().filter(line -> line.startsWith("rivulet_")).toList();
    }

    /** The value of the one series of that name that has these labels among its own, each as {@code name="value"}. */
    public double value(String name, String... labels) {
        List<String> found = samples().stream()
                .filter(line -> line.matches(name + "[{ ].*"))
                .filter(line -> Arrays.stream(labels).allMatch(line::contains))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(name + Arrays.toString(labels) + " is " + found);
        }
        return Double.parseDouble(found.get(0).substring(found.get(0).lastIndexOf(' ') + 1));
    }
}
