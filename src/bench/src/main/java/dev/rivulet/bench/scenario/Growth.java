/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.scenario;

import dev.rivulet.bench.load.Load;
import dev.rivulet.bench.load.Publisher;
import dev.rivulet.bench.load.Received;
import dev.rivulet.bench.peer.Peer;
import dev.rivulet.bench.report.Metric;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * What a delivery costs as subscribers or channels become more. An event costs as much to publish as if nobody received it;
 * that is measured in the same round and taken off.
 *
 * @param channels how many channels
 * @param subscribers of each
 */
record Growth(int channels, int subscribers) implements Scenario {

    private static final Set<String> PEERS = Set.of("rivulet", "raw");

    @Override
    public String name() {
        return String.format(Locale.ROOT, "growth %,d x %,d", channels, subscribers)
                .replace(',', '\'');
    }

    @Override
    public String description(Form form) {
        return String.format(
                Locale.ROOT,
                "%,d channels with %,d subscribers each, one event at a time to each channel in turns, for %.1f s.",
                channels,
                subscribers,
                form.flood().toMillis() / 2e3);
    }

    @Override
    public boolean suits(Peer peer) {
        return PEERS.contains(peer.name());
    }

    @Override
    public void run(Round round) throws IOException {
        Duration half = round.form().flood().dividedBy(2);
        try (Load load = Round.load();
                Publisher publisher = round.publisher()) {
            double publication = publicationMicros(round, publisher, half);
            for (int i = 0; i < channels; i++) {
                load.open(round.streams(round.path() + '-' + i, subscribers));
            }
            load.awaitOpen(Round.OPEN_TIMEOUT);
            Duration cpu = round.server().cpu();
            long events = 0;
            boolean complete = true;
            for (long start = System.nanoTime(); complete && System.nanoTime() - start < half.toNanos(); events++) {
                String path = round.path() + '-' + events % channels;
                publisher.publish(path, events / channels, 1, System.nanoTime());
                complete = load.awaitEventsWithout(Round.SILENCE, (events + 1) * subscribers);
            }
            double micros = Round.micros(round.server().cpu().minus(cpu));
            Received received = load.received();
            round.record(Metric.CPU, micros / received.events());
            round.record(Metric.NET_CPU, (micros - events * publication) / received.events());
            round.record(Metric.PUBLISH_CPU, publication);
            round.recordFaults(events * subscribers, received, 0);
        }
    }

    private static double publicationMicros(Round round, Publisher publisher, Duration length) throws IOException {
        Duration cpu = round.server().cpu();
        long events = 0;
        for (long start = System.nanoTime(); System.nanoTime() - start < length.toNanos(); events++) {
            publisher.publish(round.path() + "-nobody", events, 1, System.nanoTime());
        }
        return Round.micros(round.server().cpu().minus(cpu)) / events;
    }
}
