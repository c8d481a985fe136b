/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.bench.micro.JmhRun;
import dev.rivulet.bench.peer.Installation;
import dev.rivulet.bench.report.Metric;
import dev.rivulet.bench.report.Report;
import dev.rivulet.bench.report.Results;
import dev.rivulet.bench.scenario.Form;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.RunnerException;

/** The parsers' benchmark itself, with the smallest numbers; never how fast. */
class ParserBenchIT {

    private static final String SCENARIO = Report.PARSERS + " 108 bytes";

    @TempDir
    Path folder;

    @BeforeAll
    static void runBesideOthers() {
        System.setProperty("jmh.ignoreLock", "true"); // one a machine
    }

    @Test
    void aParserHasItsFigures() throws Exception {
        Results results = Results.in(folder.resolve("results.csv"));
        new ParserBench(new Installation(), Form.SHORT, results).run(Parser.RIVULET, ParsedEvent.SHORT, 1);
        assertThat(results.notes()).isEmpty();
        for (Metric metric : new Metric[] {Metric.PARSED, Metric.ALLOCATED}) {
            assertThat(results.values(SCENARIO, Parser.RIVULET.title(), metric).values())
                    .as(metric.label())
                    .hasSize(1)
                    .allMatch(value -> value > 0);
        }
    }

    @Test
    void aParserThatCannotBeMadeFailsWithTheReason() {
        JmhRun run = new JmhRun(ParserBenchmark.class.getName(), Form.SHORT)
                .with("parser", Parser.CXF.name())
                .with("event", ParsedEvent.SHORT.name());
        assertThatThrownBy(run::run)
                .isInstanceOf(RunnerException.class)
                .message()
                .containsIgnoringCase("cxf");
    }
}
