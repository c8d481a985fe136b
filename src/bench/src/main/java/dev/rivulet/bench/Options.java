/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench;

import dev.rivulet.bench.client.ClientBench;
import dev.rivulet.bench.peer.Peer;
import dev.rivulet.bench.scenario.Form;
import dev.rivulet.bench.scenario.Scenario;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param form how much of everything; empty to measure nothing, and write the report of what has been measured
 * @param peers names of peers; none for all
 * @param scenarios how names of scenarios start; none for all
 * @param docs the folder whose {@code benchmarks.md} gets the results; empty for one beside them
 */
record Options(Optional<Form> form, Set<String> peers, Set<String> scenarios, Optional<Path> docs) {

    static final String USAGE = "short|full|report [--peers a,b] [--scenarios a,b] [--docs folder]";

    static Options parse(String[] args) {
        Optional<Form> form = switch (args.length == 0 ? "" : args[0]) {
            case "short" -> Optional.of(Form.SHORT);
            case "full" -> Optional.of(Form.FULL);
            case "report" -> Optional.empty();
            default -> throw new IllegalArgumentException(USAGE);
        };
        Set<String> peers = Set.of();
        Set<String> scenarios = Set.of();
        Optional<Path> docs = Optional.empty();
        for (int i = 1; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(USAGE);
            }
            switch (args[i]) {
                case "--peers" -> peers = Set.of(args[i + 1].split(","));
                case "--scenarios" -> scenarios = Set.of(args[i + 1].split(","));
                case "--docs" -> docs = Optional.of(Path.of(args[i + 1]).toAbsolutePath());
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        return new Options(form, peers, scenarios, docs);
    }

    boolean includes(Peer peer) {
        return peers.isEmpty() || peers.contains(peer.name());
    }

    boolean includes(Scenario scenario) {
        return includes(scenario.name());
    }

    boolean includesClient() {
        return includes(ClientBench.NAME);
    }

    private boolean includes(String scenario) {
        return scenarios.isEmpty() || scenarios.stream().anyMatch(scenario::startsWith);
    }
}
