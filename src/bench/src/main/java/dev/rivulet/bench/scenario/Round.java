/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.scenario;

import dev.rivulet.bench.load.Load;
import dev.rivulet.bench.load.Publisher;
import dev.rivulet.bench.load.Received;
import dev.rivulet.bench.load.Streams;
import dev.rivulet.bench.peer.RunningPeer;
import dev.rivulet.bench.report.Measure;
import dev.rivulet.bench.report.Metric;
import dev.rivulet.bench.report.Results;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One peer's turn in one scenario.
 *
 * @param scenario the scenario's name
 * @param server the peer
 * @param number counts a scenario's rounds from 1
 * @param form how much of everything
 * @param results where figures go
 */
public record Round(String scenario, RunningPeer server, int number, Form form, Results results) {

    static final Duration OPEN_TIMEOUT = Duration.ofMinutes(1);

    /** After so long without an event, no more is waited for. */
    static final Duration SILENCE = Duration.ofSeconds(10);

    void record(Metric metric, double value) throws IOException {
        results.add(new Measure(scenario, server.peer().name(), number, metric, value));
    }

    /** What must be none, or nearly none. */
    void recordFaults(long expected, Received received, long refused) throws IOException {
        record(Metric.RECEIVED, (double) received.events());
        record(Metric.LOST, Math.max(0.0, (double) expected - received.events()));
        record(Metric.FAULTY, (double) (received.repeated() + received.broken()));
        record(Metric.REFUSED, (double) refused);
    }

    /** A channel of this round's own: what another round has left behind is none of its business. */
    String path() {
        return server.peer().path(scenario.replaceAll("\\W+", "-") + '-' + number);
    }

    Publisher publisher() {
        return publisher(form.dataSize());
    }

    Publisher publisher(int dataSize) {
        return new Publisher(server.port(), dataSize, server.peer().batches());
    }

    Streams streams(String path, int count) {
        return Streams.reading(server.port(), path, count, form.dataSize());
    }

    static Load load() throws IOException {
        return new Load(Load.threadsOfThisMachine());
    }

    static double seconds(long nanos) {
        return nanos / (double) TimeUnit.SECONDS.toNanos(1);
    }

    static double micros(Duration duration) {
        return duration.toNanos() / 1e3;
    }
}
