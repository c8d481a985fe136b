/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.scenario;

import dev.rivulet.bench.load.FirstEventId;
import dev.rivulet.bench.load.Load;
import dev.rivulet.bench.load.Publisher;
import dev.rivulet.bench.load.Received;
import dev.rivulet.bench.peer.Peer;
import dev.rivulet.bench.report.Metric;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** All clients come back at once, each far behind. */
final class ResumeStorm implements Scenario {

    private static final int PER_REQUEST = 100;
    private static final double MEGABYTE = 1e6;

    @Override
    public String name() {
        return "resume storm";
    }

    @Override
    public String description(Form form) {
        return String.format(
                Locale.ROOT,
                "%,d clients connect with a Last-Event-ID that is %,d events old: the time until all have all of them, and bytes"
                        + " a second meanwhile.",
                form.subscribers(),
                form.missed());
    }

    @Override
    public boolean suits(Peer peer) {
        return peer.replays();
    }

    @Override
    public void run(Round round) throws IOException {
        Form form = round.form();
        String path = round.path();
        try (Publisher publisher = round.publisher();
                Load load = Round.load()) {
            String id = FirstEventId.read(
                    round.server().port(), path, () -> publisher.publish(path, 0, 1, System.nanoTime()));
            for (int sent = 0; sent < form.missed(); sent += PER_REQUEST) {
                publisher.publish(path, sent + 1L, Math.min(PER_REQUEST, form.missed() - sent), System.nanoTime());
            }
            long expected = (long) form.subscribers() * form.missed();
            Duration cpu = round.server().cpu();
            long start = System.nanoTime();
            load.open(round.resuming(path, form.subscribers(), id));
            load.awaitOpen(Round.OPEN_TIMEOUT);
            load.awaitEventsWithout(Round.SILENCE, expected);
            double seconds = Round.seconds(System.nanoTime() - start);
            Received received = load.received();
            round.record(Metric.CAUGHT_UP, seconds);
            round.record(Metric.CATCH_UP_RATE, received.bytes() / MEGABYTE / seconds);
            round.record(Metric.CPU, Round.micros(round.server().cpu().minus(cpu)) / Math.max(1, received.events()));
            round.recordFaults(expected, received, 0);
        }
    }
}
