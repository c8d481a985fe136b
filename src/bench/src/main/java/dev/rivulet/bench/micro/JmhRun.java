/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.micro;

import dev.rivulet.bench.peer.Installation;
import dev.rivulet.bench.scenario.Form;
import java.io.File;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import joptsimple.OptionParser;
import org.apache.commons.math3.stat.StatUtils;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Benchmarks of JMH in one round: each in a JVM of its own, which counts what it allocates. */
public final class JmhRun {

    private static final int MOST_ROUNDS = 3;
    private static final String CLASS_PATH = "java.class.path";
    private static final String LIBRARIES = Stream.of(Runner.class, OptionParser.class, StatUtils.class)
            .map(type -> Installation.locationOf(type).toString())
            .collect(Collectors.joining(File.pathSeparator));

    private final ChainedOptionsBuilder options;

    /**
     * A run of one benchmark or several.
     *
     * @param benchmarks a regular expression
     * @param form how long
     */
    public JmhRun(String benchmarks, Form form) {
        Duration time = form.paced().dividedBy(10);
        options = new OptionsBuilder()
                .include(benchmarks)
                .forks(1)
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(time.toMillis()))
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(time.toMillis()))
                .timeout(TimeValue.minutes(1))
                .jvmArgs("-Xmx1g")
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }

    /**
     * How many rounds there are in a form: a JVM a benchmark and a round takes its time.
     *
     * @param form how much of everything
     * @return a number
     */
    public static int rounds(Form form) {
        return Math.min(MOST_ROUNDS, form.rounds());
    }

    /**
     * Leaves a parameter one value.
     *
     * @param name its name
     * @param value that value
     * @return this
     */
    public JmhRun with(String name, String value) {
        options.param(name, value);
        return this;
    }

    /**
     * Runs with this program's libraries.
     *
     * @return a result a benchmark and its parameters
     * @throws RunnerException if one of them fails; the message says why
     */
    public Collection<RunResult> run() throws RunnerException {
        try {
            return new Runner(options.build()).run();
        } catch (RunnerException e) {
            throw new RunnerException(reason(e), e);
        }
    }

    /**
     * Runs with others, and JMH's.
     *
     * @param classPath where benchmarks and libraries lie
     * @return a result a benchmark and its parameters
     * @throws RunnerException if one of them fails; the message says why
     */
    public Collection<RunResult> run(String classPath) throws RunnerException {
        String own = System.setProperty(CLASS_PATH, classPath + File.pathSeparator + LIBRARIES); // which forks inherit
        try {
            return run();
        } finally {
            System.setProperty(CLASS_PATH, own);
        }
    }

    /**
     * What has been allocated.
     *
     * @param result of a benchmark
     * @return bytes an operation
     */
    public static double allocated(RunResult result) {
        return Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                .getScore();
    }

    /** What JMH has wrapped. */
    private static String reason(Throwable failure) {
        Throwable wrapped = failure.getSuppressed().length > 0 ? failure.getSuppressed()[0] : failure.getCause();
        return wrapped == null ? failure.toString() : reason(wrapped);
    }
}
