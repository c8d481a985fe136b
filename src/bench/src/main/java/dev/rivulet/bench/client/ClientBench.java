/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.client;

import dev.rivulet.bench.peer.AbsentException;
import dev.rivulet.bench.peer.Installation;
import dev.rivulet.bench.report.Measure;
import dev.rivulet.bench.report.Metric;
import dev.rivulet.bench.report.Report;
import dev.rivulet.bench.report.Results;
import dev.rivulet.bench.scenario.Form;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One source that reads as fast as it can from a server that does nothing but write, each client in a process of its own. */
public final class ClientBench {

    /** The scenario's name. */
    public static final String NAME = "client";

    private static final int EVENT_SIZE = 137;
    private static final double NANOS = 1e9;

    private final Map<String, Started> started = new LinkedHashMap<>();
    private final Installation installation;
    private final Form form;
    private final Results results;

    /**
     * No process runs yet.
     *
     * @param installation where the clients lie
     * @param form how much of everything
     * @param results where figures go
     */
    public ClientBench(Installation installation, Form form, Results results) {
        this.installation = installation;
        this.form = form;
        this.results = results;
    }

    /**
     * Runs the rounds: each client reads, then the next.
     *
     * @throws IOException if the results cannot be written
     */
    public void run() throws IOException {
        results.note(
                NAME,
                "One source reads for " + form.paced().toMillis() / 4
                        + " ms, as fast as it can, from a server that does nothing but write events of " + EVENT_SIZE
                        + " bytes over loopback; each event's data becomes a string.");
        try (WritingServer server = new WritingServer(EVENT_SIZE)) {
            start("Rivulet's client, java.net.http", Sources.Rivulet.class.getName(), "");
            start("Rivulet's client, JAX-RS (Jersey)", Sources.RivuletJaxRs.class.getName(), "");
            start("okhttp-eventsource", Sources.OkHttpEventSource.class.getName(), "");
            start("okhttp-sse", Sources.OkHttpSse.class.getName(), "");
            start("Spring's WebClient", "dev.rivulet.bench.springwebflux.SpringSource", "spring-webflux");
            start("Jersey's SseEventSource", Sources.JaxRs.class.getName(), "");
            start("RESTEasy's SseEventSource", Sources.JaxRs.class.getName(), "client-resteasy");
            start("CXF's SseEventSource", Sources.JaxRs.class.getName(), "client-cxf");
            for (int round = 0; round <= form.rounds(); round++) { // the first one warms up
                for (Map.Entry<String, Started> client : started.entrySet()) {
                    read(client.getKey(), client.getValue(), server, round);
                }
            }
        } finally {
            started.values().forEach(Started::close);
        }
    }

    private void start(String title, String source, String peer) throws IOException {
        try {
            started.put(title, new Started(installation.clientClassPath(peer), source));
        } catch (AbsentException e) {
            results.note(Report.FAILED + NAME + ' ' + title, "absent: " + e.getMessage());
        }
    }

    private void read(String title, Started client, WritingServer server, int round) throws IOException {
        System.out.println(NAME + ", round " + round + ": " + title);
        try {
            long[] answer = client.read(
                    server.uri(Integer.MAX_VALUE) + " " + form.paced().toMillis() / 4);
            if (round > 0) {
                results.add(new Measure(NAME, title, round, Metric.EVENTS, answer[0] * NANOS / answer[1]));
                results.add(new Measure(NAME, title, round, Metric.EVENT_CPU, (double) answer[2] / answer[0]));
            }
        } catch (IOException e) {
            results.note(Report.FAILED + NAME + ' ' + title + ' ' + round, String.valueOf(e.getMessage()));
        }
    }

    /** A client's process. */
    private static final class Started {

        private final Process process;
        private final BufferedReader answers;
        private final Writer requests;

        Started(String classPath, String source) throws IOException {
            process = new ProcessBuilder(
                            Installation.jdk("java"),
                            "-Xmx512m",
                            "-cp",
                            classPath,
                            SourceProcess.class.getName(),
                            source)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            answers = process.inputReader();
            requests = process.outputWriter();
        }

        /** Events, nanoseconds, and those of CPU. */
        long[] read(String request) throws IOException {
            requests.write(request + "\n");
            requests.flush();
            String answer = answers.readLine();
            while (answer != null && !answer.matches("\\d+ \\d+ \\d+")) { // what a library has to say
                answer = answers.readLine();
            }
            if (answer == null) {
                throw new IOException("The source has ended");
            }
            String[] fields = answer.split(" ", -1);
            return new long[] {Long.parseLong(fields[0]), Long.parseLong(fields[1]), Long.parseLong(fields[2])};
        }

        void close() {
            process.destroy();
            try {
                if (!process.waitFor(5, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
