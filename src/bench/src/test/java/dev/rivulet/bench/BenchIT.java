/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.bench.peer.Installation;
import dev.rivulet.bench.peer.Peer;
import dev.rivulet.bench.peer.Peers;
import dev.rivulet.bench.report.Metric;
import dev.rivulet.bench.report.Report;
import dev.rivulet.bench.report.Results;
import dev.rivulet.bench.scenario.Form;
import dev.rivulet.bench.scenario.Scenario;
import dev.rivulet.bench.scenario.Scenarios;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bench's short form: what is received, and in which order; never how fast. */
class BenchIT {

    private static final Form FORM = Form.SHORT.within(Duration.ofMinutes(30));

    /**
     * What every machine has. Without Jersey's broadcaster: it loses events when many come at once, and the bench waits for each of
     * them.
     */
    private static final List<String> PEERS = List.of("rivulet", "raw", "raw-batched");

    /** Of growth only the least. */
    private static final Set<String> SCENARIOS = Set.of(
            "fan-out",
            "burst",
            "steady",
            "many channels",
            "stalled",
            "resume storm",
            "open rate",
            "growth 10 x 10",
            "lock-step",
            "idle");

    /** Where an event counts as lost that comes late, which a machine may make it. */
    private static final Set<String> PACED = Set.of("steady", "stalled");

    @TempDir
    static Path folder;

    private static Results results;
    private static List<Peer> peers;

    @BeforeAll
    static void run() throws Exception {
        peers = new Peers(new Installation(), Optional.empty(), false)
                .all().stream().filter(peer -> PEERS.contains(peer.name())).toList();
        results = Results.in(folder.resolve("results.csv"));
        try (Bench bench = new Bench(FORM, results, folder)) {
            for (Peer peer : peers) {
                bench.start(peer);
            }
            for (Scenario scenario : Scenarios.all()) {
                if (SCENARIOS.contains(scenario.name())) {
                    bench.run(scenario);
                }
            }
        }
    }

    @AfterAll
    static void forget() {
        results = null;
    }

    @Test
    void everyPeerStartsAndEveryRoundIsRun() {
        assertThat(results.notes().entrySet())
                .noneMatch(note ->
                        note.getKey().startsWith(Report.FAILED) || note.getKey().startsWith(Report.ABSENT));
        assertThat(new HashSet<>(results.scenarios())).isEqualTo(SCENARIOS);
        for (String scenario : SCENARIOS) {
            for (String peer : results.peers(scenario)) {
                Metric metric = results.metrics(scenario).get(0);
                assertThat(results.values(scenario, peer, metric).keySet())
                        .as("%s of %s", scenario, peer)
                        .containsExactly(1);
            }
        }
    }

    @Test
    void everySubscriberGetsEveryEventOnceAndInOrder() {
        for (String scenario : SCENARIOS) {
            for (String peer : results.peers(scenario)) {
                if (!scenario.equals("open rate")) {
                    assertThat(results.values(scenario, peer, Metric.RECEIVED).values())
                            .as("%s, %s: received", scenario, peer)
                            .hasSize(1)
                            .allMatch(received -> received > 0);
                    List<Metric> faults = PACED.contains(scenario)
                            ? List.of(Metric.FAULTY, Metric.REFUSED)
                            : List.of(Metric.LOST, Metric.FAULTY, Metric.REFUSED);
                    for (Metric fault : faults) {
                        assertThat(results.values(scenario, peer, fault).values())
                                .as("%s, %s: %s", scenario, peer, fault)
                                .containsOnly(0.0);
                    }
                }
            }
        }
    }

    @Test
    void thoseThatReplaySendWhatWasMissed() {
        assertThat(results.peers("resume storm")).containsExactly("rivulet", "raw", "raw-batched");
        for (String peer : results.peers("resume storm")) {
            assertThat(results.values("resume storm", peer, Metric.RECEIVED).values())
                    .containsOnly((double) FORM.subscribers() * FORM.missed());
        }
    }

    @Test
    void theReportHasThemAll() throws Exception {
        Map<String, String> titles = new LinkedHashMap<>();
        peers.forEach(peer -> titles.put(peer.name(), peer.title()));
        new Report(results, titles, folder).write("benchmarks.md");
        assertThat(folder.resolve("benchmarks.md"))
                .content()
                .contains(
                        "### Fan-out",
                        "### Burst",
                        "### Steady",
                        "### Stalled",
                        "### Resume storm",
                        "### Idle",
                        "### Growth")
                .contains(titles.values());
    }
}
