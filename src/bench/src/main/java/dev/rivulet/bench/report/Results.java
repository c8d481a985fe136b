/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All figures of a run, and what there is to say about it. Each is written to a file at once, so that a run that is cut short
 * has its results.
 */
public final class Results {

    private static final String NOTE = "note,";

    private final Path file;
    private final List<Measure> measures = new ArrayList<>();
    private final Map<String, String> notes = new LinkedHashMap<>();

    private Results(Path file) {
        this.file = file;
    }

    /**
     * None yet.
     *
     * @param file where they are kept
     * @return no results
     * @throws IOException if the file cannot be made
     */
    public static Results in(Path file) throws IOException {
        Files.writeString(file, "");
        return new Results(file);
    }

    /**
     * Those of an earlier run.
     *
     * @param file where they have been kept
     * @return the results
     * @throws IOException if the file cannot be read
     */
    public static Results read(Path file) throws IOException {
        Results results = new Results(file);
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(NOTE)) {
                String[] fields = line.split(",", 3);
                results.notes.put(fields[1], fields[2]);
            } else {
                results.measures.add(Measure.parse(line));
            }
        }
        return results;
    }

    /**
     * Adds a figure.
     *
     * @param measure the figure
     * @throws IOException if it cannot be written
     */
    public void add(Measure measure) throws IOException {
        measures.add(measure);
        append(measure.toString());
    }

    /**
     * Says something about the run, a peer or a round.
     *
     * @param subject about what, without a comma
     * @param text what
     * @throws IOException if it cannot be written
     */
    public void note(String subject, String text) throws IOException {
        String line = text.lines().findFirst().orElse("");
        notes.put(subject, line);
        append(NOTE + subject + ',' + line);
    }

    private void append(String line) throws IOException {
        Files.writeString(file, line + "\n", StandardOpenOption.APPEND, StandardOpenOption.CREATE);
    }

    /**
     * What has been said.
     *
     * @return texts by subject
     */
    public Map<String, String> notes() {
        return Collections.unmodifiableMap(notes);
    }

    /**
     * The scenarios that have been measured.
     *
     * @return in the order of the run
     */
    public List<String> scenarios() {
        return measures.stream().map(Measure::scenario).distinct().toList();
    }

    /**
     * What has been measured of a scenario.
     *
     * @param scenario the scenario
     * @return in the order of the enumeration
     */
    public List<Metric> metrics(String scenario) {
        return of(scenario).map(Measure::metric).distinct().sorted().toList();
    }

    /**
     * The peers that have been measured in a scenario.
     *
     * @param scenario the scenario
     * @return in the order of the run
     */
    public List<String> peers(String scenario) {
        return of(scenario).map(Measure::peer).distinct().toList();
    }

    /**
     * A figure's values.
     *
     * @param scenario the scenario
     * @param peer the peer
     * @param metric the figure
     * @return by round
     */
    public Map<Integer, Double> values(String scenario, String peer, Metric metric) {
        Map<Integer, Double> values = new TreeMap<>();
        of(scenario)
                .filter(measure -> measure.peer().equals(peer) && measure.metric() == metric)
                .forEach(measure -> values.put(measure.round(), measure.value()));
        return values;
    }

    /**
     * A figure's spread over the rounds.
     *
     * @param scenario the scenario
     * @param peer the peer
     * @param metric the figure
     * @return the spread, of nothing where there is none
     */
    public Spread spread(String scenario, String peer, Metric metric) {
        return Spread.of(values(scenario, peer, metric).values());
    }

    /**
     * One peer's figure over another's, in each round, and of these the median: rounds lie side by side, and what disturbs one
     * disturbs the other.
     *
     * @param scenario the scenario
     * @param peer the peer above
     * @param other the peer below
     * @param metric the figure
     * @return the ratio, or empty where one of the two has not been measured
     */
    public OptionalDouble ratio(String scenario, String peer, String other, Metric metric) {
        Map<Integer, Double> below = values(scenario, other, metric);
        List<Double> ratios = values(scenario, peer, metric).entrySet().stream()
                .filter(entry -> below.getOrDefault(entry.getKey(), 0.0) > 0)
                .map(entry -> entry.getValue() / below.getOrDefault(entry.getKey(), 1.0))
                .toList();
        return ratios.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Spread.of(ratios).median());
    }

    private Stream<Measure> of(String scenario) {
        return measures.stream().filter(measure -> measure.scenario().equals(scenario));
    }
}
