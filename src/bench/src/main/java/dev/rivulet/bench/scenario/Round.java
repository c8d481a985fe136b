/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.scenario;

import dev.rivulet.bench.load.Load;
import dev.rivulet.bench.load.Pace;
import dev.rivulet.bench.load.Publisher;
import dev.rivulet.bench.load.Received;
import dev.rivulet.bench.load.Streams;
import dev.rivulet.bench.peer.RunningPeer;
import dev.rivulet.bench.report.Measure;
import dev.rivulet.bench.report.Metric;
import dev.rivulet.bench.report.Results;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One peer's turn in one scenario. */
public final class Round {

    static final Duration OPEN_TIMEOUT = Duration.ofMinutes(1);

    /** After so long without an event, no more is waited for. */
    static final Duration SILENCE = Duration.ofSeconds(10);

    private static final int WRITES_TO_THE_DEPARTED = 2; // the first is answered by a reset, the second fails

    private final String scenario;
    private final RunningPeer server;
    private final int number;
    private final Form form;
    private final Results results;
    private final Set<String> opened = new LinkedHashSet<>();

    /**
     * A turn that has not begun.
     *
     * @param scenario the scenario's name
     * @param server the peer
     * @param number counts a scenario's rounds from 1
     * @param form how much of everything
     * @param results where figures go
     */
    public Round(String scenario, RunningPeer server, int number, Form form, Results results) {
        this.scenario = scenario;
        this.server = server;
        this.number = number;
        this.form = form;
        this.results = results;
    }

    /**
     * Whose turn it is.
     *
     * @return the peer
     */
    public RunningPeer server() {
        return server;
    }

    /**
     * Which of the peer's turns it is.
     *
     * @return a number from 1
     */
    public int number() {
        return number;
    }

    Form form() {
        return form;
    }

    /** The same turn with fewer streams. */
    Round withFewStreams() {
        return new Round(scenario, server, number, form.withFewStreams(), results);
    }

    /**
     * Publishes to the clients that have left, since many servers notice a departure only by writing, and waits until the peer
     * rests: what a turn has opened and left to do shall not weigh on the next. Once for each that was opened.
     *
     * @throws IOException if the peer fails
     * @throws InterruptedException if interrupted
     */
    public void clear() throws IOException, InterruptedException {
        try (Publisher publisher = publisher()) {
            for (int i = 0; i < WRITES_TO_THE_DEPARTED; i++) {
                for (String path : opened) {
                    publisher.publish(path, 0, 1, System.nanoTime());
                }
                server.awaitRest(form.rest());
            }
        }
        opened.clear();
    }

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
        return streams(path, count, form.dataSize());
    }

    Streams streams(String path, int count, int dataSize) {
        opened.add(path);
        return Streams.reading(server.port(), path, count, dataSize);
    }

    /** Streams of clients that come back, and have seen an event before. */
    Streams resuming(String path, int count, String lastEventId) {
        opened.add(path);
        return new Streams(server.port(), path, count, Pace.READING, form.dataSize(), 1, Optional.of(lastEventId));
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
