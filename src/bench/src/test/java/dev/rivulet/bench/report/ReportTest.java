/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final Map<String, String> TITLES = Map.of("rivulet", "Rivulet, somewhere", "jersey", "Jersey's");

    @TempDir
    Path folder;

    private Results results;

    @BeforeEach
    void measure() throws IOException {
        results = Results.in(folder.resolve("results.csv"));
        results.note("fan-out", "A sentence, with a comma.");
        results.note(Report.ABSENT + "nchan", "it is not installed");
        double[] rivulet = {400, 100, 300};
        double[] jersey = {100, 50, 60};
        for (int round = 1; round <= 3; round++) {
            results.add(new Measure("fan-out", "rivulet", round, Metric.DELIVERIES, rivulet[round - 1]));
            results.add(new Measure("fan-out", "jersey", round, Metric.DELIVERIES, jersey[round - 1]));
        }
    }

    @Test
    void whatIsReadAgainIsWhatWasMeasured() throws IOException {
        Results read = Results.read(folder.resolve("results.csv"));
        assertThat(read.notes()).isEqualTo(results.notes()).containsEntry("fan-out", "A sentence, with a comma.");
        assertThat(read.scenarios()).containsExactly("fan-out");
        assertThat(read.peers("fan-out")).containsExactly("rivulet", "jersey");
        assertThat(read.spread("fan-out", "rivulet", Metric.DELIVERIES)).isEqualTo(new Spread(100, 300, 400, 3));
    }

    @Test
    void aPeersTitleMayHaveCommas() throws IOException {
        results.add(new Measure("client", "Somebody's client, with this, or that", 2, Metric.EVENTS, 5));

        Results read = Results.read(folder.resolve("results.csv"));

        assertThat(read.peers("client")).containsExactly("Somebody's client, with this, or that");
    }

    @Test
    void aRatioIsTheMedianOfThoseOfEachRound() {
        assertThat(results.ratio("fan-out", "rivulet", "jersey", Metric.DELIVERIES))
                .hasValueCloseTo(4.0, within(1e-9));
        assertThat(results.ratio("fan-out", "rivulet", "nchan", Metric.DELIVERIES))
                .isEmpty();
    }

    @Test
    void replacesWhatIsBetweenTheMarksAndNothingElse() throws IOException {
        Report report = new Report(results, TITLES, folder);
        report.write("page.md");
        String once = Files.readString(folder.resolve("page.md"));
        Files.writeString(folder.resolve("page.md"), "before\n" + once + "after\n");
        report.write("page.md");
        assertThat(folder.resolve("page.md")).content().isEqualTo("before\n" + once + "after\n");
        assertThat(once)
                .contains("| Rivulet, somewhere | 300 (100 - 400) |")
                .contains("| fan-out | deliveries/s over that of jersey | at least 3.50 | 4.00 | met |")
                .contains("images/bench-fan-out.png");
        assertThat(folder.resolve("images/bench-fan-out.png")).isNotEmptyFile();
    }

    @Test
    void parsersHaveATableAFigureAndAColumnAKindOfEvent() throws IOException {
        results.note(Report.PARSERS, "How.");
        results.note(Report.FAILED + Report.PARSERS + " text Other's", "read 1 events of 2");
        for (String event : List.of(" short", " text")) {
            results.add(new Measure(Report.PARSERS + event, "Rivulet's", 1, Metric.PARSED, 500));
            results.add(new Measure(Report.PARSERS + event, "Rivulet's", 1, Metric.ALLOCATED, 129));
        }
        results.add(new Measure(Report.PARSERS + " short", "Other's", 1, Metric.PARSED, 40));
        new Report(results, TITLES, folder).write("page.md");
        assertThat(folder.resolve("page.md"))
                .content()
                .containsOnlyOnce("### Parsers alone\n\nHow.\n")
                .contains(
                        "| MB/s; events of | short | text |\n|---|---|---|\n| Rivulet's | 500 | 500 |\n| Other's | 40 |  |\n")
                .contains("| allocated an event, bytes; events of | short | text |")
                .contains("- failed parsers alone text Other's: read 1 events of 2\n");
    }

    @Test
    void partsHaveARowEach() throws IOException {
        results.add(new Measure(Report.PARTS, "Log.append", 1, Metric.TIME, 12.34));
        results.add(new Measure(Report.PARTS, "Log.append", 1, Metric.ALLOCATED, 64));
        new Report(results, TITLES, folder).write("page.md");
        assertThat(folder.resolve("page.md"))
                .content()
                .contains(
                        "| part | time, ns | allocated an event, bytes |\n|---|---|---|\n| Log.append | 12.3 | 64 |\n");
    }

    @Test
    void aPageWithoutMarksIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("page.md"), "prose\n");
        assertThatThrownBy(() -> new Report(results, TITLES, folder).write("page.md"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no marks");
        assertThat(folder.resolve("page.md")).hasContent("prose\n");
    }

    @Test
    void theMedianOfAnEvenNumberLiesInTheMiddle() {
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(new Spread(1, 2.5, 4, 4));
        assertThat(Spread.of(List.of()).count()).isZero();
    }
}
