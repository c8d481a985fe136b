/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Results as a page: what is between the marks of a Markdown file is replaced, and pictures are laid beside it. */
public final class Report {

    /** What a run notes about the machine. */
    public static final String MACHINE = "machine";

    /** What a run notes about a peer's versions, with the peer's name behind. */
    public static final String VERSION = "version ";

    /** What a run notes about a peer that is not there, with the peer's name behind. */
    public static final String ABSENT = "absent ";

    /** What a run notes about rounds that were not, or not to the end. */
    public static final String FAILED = "failed ";

    /** How the scenarios of clients' parsers start, with what the events are like behind. */
    public static final String PARSERS = "parsers alone";

    /** The scenario of the server's parts. */
    public static final String PARTS = "parts alone";

    private static final String BEGIN = "<!-- Results: what follows is written by dev.rivulet.bench.Bench. -->\n";
    private static final String END = "<!-- End of results. -->\n";
    private static final Pattern GROWTH = Pattern.compile("growth ([\\d']+) x ([\\d']+)");

    private final Results results;
    private final Map<String, String> titles;
    private final Path folder;
    private final Charts charts;

    /**
     * A report.
     *
     * @param results what was measured
     * @param titles the peers' titles by their names
     * @param folder the folder of the page, of which {@code images} gets the pictures
     */
    public Report(Results results, Map<String, String> titles, Path folder) {
        this.results = results;
        this.titles = Collections.unmodifiableMap(new LinkedHashMap<>(titles));
        this.folder = folder;
        this.charts = new Charts(results, folder.resolve("images"));
    }

    /**
     * Writes it.
     *
     * @param page the page's name; made if it does not exist
     * @throws IOException if it cannot be written
     */
    public void write(String page) throws IOException {
        Path file = folder.resolve(page);
        String text = Files.exists(file) ? Files.readString(file) : "# Benchmarks\n\n" + BEGIN + END;
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(file + " has no marks between which the results belong");
        }
        Files.writeString(file, text.substring(0, begin) + BEGIN + section() + text.substring(end));
    }

    private String section() throws IOException {
        StringBuilder text = new StringBuilder("\n## Results\n\n");
        text.append("Measured on ").append(note(MACHINE)).append(".\n\n");
        text.append("| peer | what | version |\n|---|---|---|\n");
        titles.forEach((name, title) -> {
            String absence = note(ABSENT + name);
            String version = note(VERSION + name);
            if (!absence.isEmpty() || !version.isEmpty()) {
                text.append(Target.row(name, title, absence.isEmpty() ? version : "absent: " + absence));
            }
        });
        text.append("\nA cell is the median of the rounds (least - most).\n\n");
        Map<String, Map<Double, Double>> growth = growth();
        appendTargets(text, growth);
        for (String scenario : results.scenarios()) {
            if (!GROWTH.matcher(scenario).matches() && !scenario.startsWith(PARSERS)) {
                appendScenario(text, scenario);
            }
        }
        appendParsers(text);
        appendGrowth(text, growth);
        appendCeiling(text);
        return text.toString();
    }

    private void appendTargets(StringBuilder text, Map<String, Map<Double, Double>> growth) {
        text.append("### Targets\n\nRatios are medians of the ratios of each round.\n\n");
        text.append("| scenario | figure | target | reached | |\n|---|---|---|---|---|\n");
        Target.ALL.forEach(target -> text.append(target.row(results)));
        growth.forEach((line, points) -> {
            if (line.startsWith("rivulet")) {
                text.append(Target.growthRow(line, Spread.of(points.values())));
            }
        });
        text.append('\n');
    }

    private void appendScenario(StringBuilder text, String scenario) throws IOException {
        text.append("### ").append(heading(scenario)).append("\n\n");
        text.append(note(scenario)).append("\n\n");
        List<Metric> metrics = results.metrics(scenario);
        text.append(scenario.equals(PARTS) ? "| part | " : "| peer | ")
                .append(joined(metrics))
                .append(" |\n|---|")
                .append("---|".repeat(metrics.size()));
        text.append('\n');
        for (String peer : results.peers(scenario)) {
            text.append("| ").append(titles.getOrDefault(peer, peer));
            for (Metric metric : metrics) {
                text.append(" | ").append(cell(results.spread(scenario, peer, metric), metric));
            }
            text.append(" |\n");
        }
        text.append('\n');
        appendFailures(text, scenario);
        String picture = charts.draw(scenario);
        if (!picture.isEmpty()) {
            text.append("\n![")
                    .append(scenario)
                    .append("](images/")
                    .append(picture)
                    .append(")\n\n");
        }
    }

    private void appendFailures(StringBuilder text, String scenario) {
        results.notes().entrySet().stream()
                .filter(note -> note.getKey().startsWith(FAILED + scenario + ' '))
                .sorted(Map.Entry.comparingByKey())
                .forEach(note -> text.append("- ")
                        .append(note.getKey())
                        .append(": ")
                        .append(note.getValue())
                        .append('\n'));
    }

    /** A table a figure, with a row a parser and a column for what the events are like. */
    private void appendParsers(StringBuilder text) {
        if (note(PARSERS).isEmpty()) {
            return;
        }
        List<String> scenarios = results.scenarios().stream()
                .filter(scenario -> scenario.startsWith(PARSERS))
                .toList();
        text.append("### ")
                .append(heading(PARSERS))
                .append("\n\n")
                .append(note(PARSERS))
                .append("\n\n");
        for (Metric metric : List.of(Metric.PARSED, Metric.ALLOCATED)) {
            text.append("| ").append(metric.label()).append("; events of");
            scenarios.forEach(scenario -> text.append(" | ").append(scenario.substring(PARSERS.length() + 1)));
            text.append(" |\n|---|").append("---|".repeat(scenarios.size())).append('\n');
            scenarios.stream()
                    .flatMap(scenario -> results.peers(scenario).stream())
                    .distinct()
                    .forEach(parser -> {
                        text.append("| ").append(parser);
                        scenarios.forEach(scenario ->
                                text.append(" | ").append(cell(results.spread(scenario, parser, metric), metric)));
                        text.append(" |\n");
                    });
            text.append('\n');
        }
        appendFailures(text, PARSERS);
        text.append('\n');
    }

    /** What a delivery costs, a line of points a peer and a way to grow. */
    private Map<String, Map<Double, Double>> growth() {
        Map<String, Map<Double, Double>> lines = new LinkedHashMap<>();
        for (String scenario : results.scenarios()) {
            Matcher sizes = GROWTH.matcher(scenario);
            if (!sizes.matches()) {
                continue;
            }
            double channels = number(sizes.group(1));
            double subscribers = number(sizes.group(2));
            for (String peer : results.peers(scenario)) {
                Spread net = results.spread(scenario, peer, Metric.NET_CPU);
                if (channels == 1) {
                    point(lines, peer + ", 1 channel", subscribers, net);
                }
                if (channels > 1 || subscribers == 10) {
                    point(lines, peer + ", 10 subscribers a channel", channels * subscribers, net);
                }
            }
        }
        return lines;
    }

    private void appendGrowth(StringBuilder text, Map<String, Map<Double, Double>> lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        text.append("### Growth\n\nWhat a delivery costs as channels or subscribers become more, less what the same")
                .append(" publications cost when nobody receives them; one event at a time.\n\n")
                .append("| channels | subscribers of each | peer | ")
                .append(joined(List.of(Metric.NET_CPU, Metric.PUBLISH_CPU)))
                .append(" |\n|---|---|---|---|---|\n");
        for (String scenario : results.scenarios()) {
            Matcher sizes = GROWTH.matcher(scenario);
            if (sizes.matches()) {
                for (String peer : results.peers(scenario)) {
                    text.append(Target.row(
                            sizes.group(1),
                            sizes.group(2),
                            titles.getOrDefault(peer, peer),
                            cell(results.spread(scenario, peer, Metric.NET_CPU), Metric.NET_CPU),
                            cell(results.spread(scenario, peer, Metric.PUBLISH_CPU), Metric.PUBLISH_CPU)));
                }
            }
        }
        text.append("\n![growth](images/").append(charts.drawGrowth(lines)).append(")\n\n");
    }

    private static void point(Map<String, Map<Double, Double>> lines, String line, double streams, Spread value) {
        lines.computeIfAbsent(line, name -> new TreeMap<>()).put(streams, value.median());
    }

    /** How far the load generator could go, by what it used where most was asked of it. */
    private void appendCeiling(StringBuilder text) {
        for (String[] limit : new String[][] {{"fan-out", "raw"}, {"burst", "raw-batched"}}) {
            Spread rate = results.spread(limit[0], limit[1], Metric.DELIVERIES);
            Spread busy = results.spread(limit[0], limit[1], Metric.LOAD_BUSY);
            if (rate.count() > 0) {
                text.append(String.format(
                        Locale.ROOT,
                        "The load generator was busy for %.0f %% of its time when it read %,.0f events/s of the limit (%s):"
                                + " its own ceiling there is about %,.0f.%n%n",
                        busy.median(),
                        rate.median(),
                        limit[0],
                        rate.median() * 100 / busy.median()));
            }
        }
    }

    private String note(String subject) {
        return results.notes().getOrDefault(subject, "");
    }

    private static String heading(String scenario) {
        return Character.toUpperCase(scenario.charAt(0)) + scenario.substring(1);
    }

    private static String joined(List<Metric> metrics) {
        return metrics.stream().map(Metric::label).collect(Collectors.joining(" | "));
    }

    private static double number(String grouped) {
        return Double.parseDouble(grouped.replace("'", ""));
    }

    private static String cell(Spread spread, Metric metric) {
        if (spread.count() == 0) {
            return "";
        }
        String median = number(spread.median(), metric);
        return spread.least() == spread.most()
                ? median
                : median + " (" + number(spread.least(), metric) + " - " + number(spread.most(), metric) + ")";
    }

    private static String number(double value, Metric metric) {
        return Double.isInfinite(value) ? "never" : String.format(Locale.ROOT, metric.format(), value);
    }
}
