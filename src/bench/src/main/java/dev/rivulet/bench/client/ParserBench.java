/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.client;

import dev.rivulet.bench.micro.JmhRun;
import dev.rivulet.bench.peer.AbsentException;
import dev.rivulet.bench.peer.Installation;
import dev.rivulet.bench.report.Measure;
import dev.rivulet.bench.report.Metric;
import dev.rivulet.bench.report.Report;
import dev.rivulet.bench.report.Results;
import dev.rivulet.bench.scenario.Form;
import java.io.IOException;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/** The parsers alone, each in a JVM with its libraries. */
public final class ParserBench {

    private static final double MEGABYTE = 1e6;

    private final Installation installation;
    private final Form form;
    private final Results results;

    /**
     * Nothing runs yet.
     *
     * @param installation where the parsers lie
     * @param form how much of everything; with a single round, of the events only the first
     * @param results where figures go
     */
    public ParserBench(Installation installation, Form form, Results results) {
        this.installation = installation;
        this.form = form;
        this.results = results;
    }

    /**
     * Runs the rounds: each parser reads, then the next.
     *
     * @throws IOException if the results cannot be written
     */
    public void run() throws IOException {
        results.note(
                Report.PARSERS,
                "By JMH: " + (ParserBenchmark.STREAM_SIZE >> 20) + " MiB in reads of " + (ParsedStream.READ_SIZE >> 10)
                        + " KiB, without a connection; each event's data becomes a string. A parser that does not"
                        + " hand over every event, whole and once, is not measured.");
        for (int round = 1; round <= JmhRun.rounds(form); round++) {
            for (ParsedEvent event : ParsedEvent.values()) {
                if (form.rounds() > 1 || event == ParsedEvent.SHORT) {
                    for (Parser parser : Parser.values()) {
                        run(parser, event, round);
                    }
                }
            }
        }
    }

    void run(Parser parser, ParsedEvent event, int round) throws IOException {
        System.out.println(Report.PARSERS + ", round " + round + ": " + parser.title() + ", " + event.title());
        JmhRun run = new JmhRun(ParserBenchmark.class.getName(), form)
                .with("parser", parser.name())
                .with("event", event.name());
        String scenario = Report.PARSERS + ' ' + event.title();
        try {
            for (RunResult result :
                    parser.peer().isEmpty() ? run.run() : run.run(installation.clientClassPath(parser.peer()))) {
                ParsedStream stream = event.stream(ParserBenchmark.STREAM_SIZE);
                double rate = result.getPrimaryResult().getScore() * stream.size() / MEGABYTE;
                double allocated = JmhRun.allocated(result) / stream.events();
                results.add(new Measure(scenario, parser.title(), round, Metric.PARSED, rate));
                results.add(new Measure(scenario, parser.title(), round, Metric.ALLOCATED, allocated));
            }
        } catch (AbsentException | RunnerException e) {
            System.out.println("  failed: " + e.getMessage());
            results.note(Report.FAILED + scenario + ' ' + parser.title(), String.valueOf(e.getMessage()));
        }
    }
}
