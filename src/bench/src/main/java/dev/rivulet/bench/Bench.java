/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench;

import dev.rivulet.bench.client.ClientBench;
import dev.rivulet.bench.client.ParserBench;
import dev.rivulet.bench.micro.PartsBench;
import dev.rivulet.bench.peer.AbsentException;
import dev.rivulet.bench.peer.Installation;
import dev.rivulet.bench.peer.Peer;
import dev.rivulet.bench.peer.Peers;
import dev.rivulet.bench.peer.RunningPeer;
import dev.rivulet.bench.report.Machine;
import dev.rivulet.bench.report.Profile;
import dev.rivulet.bench.report.Report;
import dev.rivulet.bench.report.Results;
import dev.rivulet.bench.scenario.Form;
import dev.rivulet.bench.scenario.Round;
import dev.rivulet.bench.scenario.Scenario;
import dev.rivulet.bench.scenario.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Starts the peers, and gives them their turns: round by round, and in each round one after the other. */
public final class Bench implements AutoCloseable {

    private final Form form;
    private final Results results;
    private final Path folder;
    private final List<RunningPeer> servers = new ArrayList<>();
    private final long started = System.nanoTime();

    /**
     * No peer runs yet.
     *
     * @param form how much of everything
     * @param results where figures go
     * @param folder for the servers' files
     */
    public Bench(Form form, Results results, Path folder) {
        this.form = form;
        this.results = results;
        this.folder = folder;
    }

    /**
     * Starts a peer and warms it up. One that this machine does not have, or that fails, is noted as absent.
     *
     * @param peer the peer
     * @throws IOException if the results cannot be written
     * @throws InterruptedException if interrupted
     */
    public void start(Peer peer) throws IOException, InterruptedException {
        launch(peer).ifPresent(servers::add);
    }

    private Optional<RunningPeer> launch(Peer peer) throws IOException, InterruptedException {
        Path own = Files.createDirectories(folder.resolve(peer.name()));
        System.out.println("Starting " + peer.title());
        RunningPeer server;
        try {
            server = peer.start(own);
        } catch (AbsentException e) {
            return absent(peer, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return absent(peer, "failed: " + e.getMessage());
        }
        try {
            results.note(Report.VERSION + peer.name(), peer.version().find());
            Scenarios.warmUp(new Round("warm-up", server, 0, form, Results.in(folder.resolve("warm-up.csv"))));
            return Optional.of(server);
        } catch (IOException e) {
            server.close();
            return absent(peer, "failed: " + e.getMessage());
        }
    }

    private Optional<RunningPeer> absent(Peer peer, String reason) throws IOException {
        System.out.println(peer.title() + " is absent: " + reason);
        results.note(Report.ABSENT + peer.name(), reason);
        return Optional.empty();
    }

    /**
     * Runs a scenario, with all peers that run and that it suits. One that fails is started afresh, and sits out the rest of
     * the scenario.
     *
     * @param scenario the scenario
     * @throws IOException if the results cannot be written
     * @throws InterruptedException if interrupted
     */
    public void run(Scenario scenario) throws IOException, InterruptedException {
        results.note(scenario.name(), scenario.description(form));
        Set<Peer> failed = new HashSet<>();
        for (int number = 1; number <= form.rounds(); number++) {
            for (RunningPeer server : List.copyOf(servers)) {
                if (System.nanoTime() - started > form.limit().toNanos()) {
                    results.note(
                            Report.FAILED + scenario.name() + " from round " + number, "not run, as the time was up");
                    return;
                }
                Round round = new Round(scenario.name(), server, number, form, results);
                if (scenario.suits(server.peer()) && !failed.contains(server.peer()) && !succeeds(scenario, round)) {
                    failed.add(server.peer());
                    replace(server);
                }
            }
        }
    }

    private boolean succeeds(Scenario scenario, Round round) throws IOException, InterruptedException {
        String peer = round.server().peer().name();
        System.out.println(scenario.name() + ", round " + round.number() + ": " + peer);
        try {
            scenario.run(round);
            round.clear();
            return true;
        } catch (IOException e) {
            System.out.println("  failed: " + e.getMessage());
            results.note(
                    Report.FAILED + scenario.name() + " " + peer + " from round " + round.number(),
                    String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void replace(RunningPeer server) throws IOException, InterruptedException {
        int index = servers.indexOf(server);
        servers.remove(index).close();
        launch(server.peer()).ifPresent(again -> servers.add(index, again));
    }

    @Override
    public void close() {
        servers.forEach(RunningPeer::close);
    }

    /**
     * Runs it all and writes the report.
     *
     * @param args {@code short}, {@code full}, or {@code report} to write that of the last run again; and options: {@code --peers
     *     a,b}, {@code --scenarios a,b}, {@code --docs folder}, {@code --before bench.war}, {@code --profile}
     * @throws IOException if the results cannot be written
     * @throws InterruptedException if interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println("Usage: " + e.getMessage());
            System.exit(2);
            return;
        }
        Installation installation = new Installation();
        Path file = installation.target().resolve("results.csv");
        List<Peer> peers = new Peers(installation, options.before(), options.profiled()).all();
        Results results = options.form().isEmpty() ? Results.read(file) : Results.in(file);
        if (options.form().isPresent()) {
            measure(options, options.form().get(), peers, results, installation);
        }
        Path docs = Files.createDirectories(
                options.docs().orElse(installation.target().resolve("report")));
        Map<String, String> titles = new LinkedHashMap<>();
        peers.forEach(peer -> titles.put(peer.name(), peer.title()));
        new Report(results, titles, docs).write("benchmarks.md");
        System.out.println("Figures are in " + file + ", the report in " + docs.resolve("benchmarks.md"));
    }

    private static void measure(
            Options options, Form form, List<Peer> peers, Results results, Installation installation)
            throws IOException, InterruptedException {
        results.note(Report.MACHINE, Machine.description());
        List<Scenario> scenarios =
                Scenarios.all().stream().filter(options::includes).toList();
        Instant ready;
        try (Bench bench = new Bench(form, results, installation.target().resolve("run"))) {
            for (Peer peer : peers) {
                if (options.includes(peer) && !scenarios.isEmpty()) {
                    bench.start(peer);
                }
            }
            ready = Instant.now();
            for (Scenario scenario : scenarios) {
                bench.run(scenario);
            }
        }
        if (options.profiled()) {
            for (Peer peer : peers) {
                Path recording = installation
                        .target()
                        .resolve("run")
                        .resolve(peer.name())
                        .resolve(Peers.RECORDING);
                if (options.includes(peer) && Files.exists(recording)) {
                    System.out.println("The profile of " + peer.title() + " is in " + Profile.write(recording, ready));
                }
            }
        }
        if (options.includes(ClientBench.NAME)) {
            new ClientBench(installation, form, results).run();
        }
        if (options.includes(Report.PARSERS)) {
            new ParserBench(installation, form, results).run();
        }
        if (options.includes(Report.PARTS)) {
            new PartsBench(form, results).run();
        }
    }
}
