/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench;

import dev.rivulet.bench.peer.Peer;
import dev.rivulet.bench.scenario.Form;
import dev.rivulet.bench.scenario.Scenario;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param form how much of everything; empty to measure nothing, and write the report of what has been measured
 * @param peers names of peers; none for all
 * @param scenarios how names of scenarios start; none for all
 * @param docs the folder whose {@code benchmarks.md} gets the results; empty for one beside them
 * @param before the {@code bench.war} of another build, to measure as one more peer
 * @param profiled whether peers that are JVMs record where their time goes
 */
record Options(
        Optional<Form> form,
        Set<String> peers,
        Set<String> scenarios,
        Optional<Path> docs,
        Optional<Path> before,
        boolean profiled) {

    static final String USAGE =
            "short|full|report [--peers a,b] [--scenarios a,b] [--docs folder] [--before bench.war] [--profile]";

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
        Optional<Path> before = Optional.empty();
        boolean profiled = false;
        Iterator<String> rest = List.of(args).listIterator(1);
        while (rest.hasNext()) {
            String option = rest.next();
            if (option.equals("--profile")) {
                profiled = true;
                continue;
            }
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(USAGE);
            }
            String value = rest.next();
            switch (option) {
                case "--peers" -> peers = Set.of(value.split(","));
                case "--scenarios" -> scenarios = Set.of(value.split(","));
                case "--docs" -> docs = Optional.of(Path.of(value).toAbsolutePath());
                case "--before" -> before = Optional.of(Path.of(value).toAbsolutePath());
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        return new Options(form, peers, scenarios, docs, before, profiled);
    }

    boolean includes(Peer peer) {
        return peers.isEmpty() || peers.contains(peer.name());
    }

    boolean includes(Scenario scenario) {
        return includes(scenario.name());
    }

    boolean includes(String scenario) {
        return scenarios.isEmpty() || scenarios.stream().anyMatch(scenario::startsWith);
    }
}
