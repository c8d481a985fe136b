/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.micro;

import dev.rivulet.bench.report.Measure;
import dev.rivulet.bench.report.Metric;
import dev.rivulet.bench.report.Report;
import dev.rivulet.bench.report.Results;
import dev.rivulet.bench.scenario.Form;
import java.io.IOException;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/** The server's parts alone, each benchmark of this package in its turn. */
public final class PartsBench {

    private final Form form;
    private final Results results;

    /**
     * Nothing runs yet.
     *
     * @param form how much of everything; with a single round, of each benchmark only one case
     * @param results where figures go
     */
    public PartsBench(Form form, Results results) {
        this.form = form;
        this.results = results;
    }

    /**
     * Runs the rounds.
     *
     * @throws IOException if the results cannot be written
     */
    public void run() throws IOException {
        results.note(
                Report.PARTS,
                "By JMH: an event to wire bytes (encoder), to a channel's log and from there (log), and a delivery to one of"
                        + " so many channels with so many subscribers each, whose streams do nothing (delivery).");
        for (int round = 1; round <= JmhRun.rounds(form); round++) {
            System.out.println(Report.PARTS + ", round " + round);
            JmhRun run = new JmhRun("micro\\.(Encoder|Log|Delivery)Benchmark", form);
            if (form.rounds() == 1) {
                run.with("data", "short").with("shape", "1x1000");
            }
            try {
                for (RunResult result : run.run()) {
                    record(result, round);
                }
            } catch (RunnerException e) {
                results.note(Report.FAILED + Report.PARTS + ' ' + round, String.valueOf(e.getMessage()));
            }
        }
    }

    private void record(RunResult result, int round) throws IOException {
        String title = title(result.getParams());
        double nanos = result.getPrimaryResult().getScore();
        results.add(new Measure(Report.PARTS, title, round, Metric.TIME, nanos));
        results.add(new Measure(Report.PARTS, title, round, Metric.ALLOCATED, JmhRun.allocated(result)));
    }

    /** As {@code LogBenchmark.append}, and behind it the parameters. */
    private static String title(BenchmarkParams params) {
        StringBuilder title = new StringBuilder(params.getBenchmark()
                .substring(PartsBench.class.getPackageName().length() + 1));
        params.getParamsKeys().forEach(key -> title.append(' ').append(params.getParam(key)));
        return title.toString();
    }
}
