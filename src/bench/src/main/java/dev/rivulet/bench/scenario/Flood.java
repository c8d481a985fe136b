/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.scenario;

import dev.rivulet.bench.load.Load;
import dev.rivulet.bench.load.Publisher;
import dev.rivulet.bench.load.Received;
import dev.rivulet.bench.peer.Peer;
import dev.rivulet.bench.report.Metric;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Events as fast as they go: more are published as soon as no more deliveries are under way than {@code window} requests
 * make.
 *
 * @param name the scenario's
 * @param manyChannels whether to many channels, in turns, or to one
 * @param perRequest events that one request publishes
 * @param window requests that may be under way
 */
record Flood(String name, boolean manyChannels, int perRequest, int window) implements Scenario {

    private static final int PUBLISHERS = 8;

    static Flood toOneChannel(String name, int perRequest, int window) {
        return new Flood(name, false, perRequest, window);
    }

    @Override
    public String description(Form form) {
        String who = manyChannels
                ? String.format(
                        Locale.ROOT,
                        "%,d channels with %d subscribers each",
                        form.channels(),
                        Form.SUBSCRIBERS_PER_CHANNEL)
                : String.format(Locale.ROOT, "%,d subscribers to one channel", form.subscribers());
        String what = perRequest == 1 ? "one event a request" : perRequest + " events a request";
        return String.format(
                Locale.ROOT,
                "%s; %s, as fast as it goes for %.1f s, while deliveries of no more than %d requests are under way.",
                who,
                what,
                form.flood().toMillis() / 1e3,
                window);
    }

    @Override
    public boolean suits(Peer peer) {
        return perRequest > 1 || Scenario.super.suits(peer);
    }

    @Override
    public void run(Round round) throws IOException {
        run(round, round.form().flood());
    }

    void run(Round round, Duration length) throws IOException {
        Form form = round.form();
        int subscribers = manyChannels ? Form.SUBSCRIBERS_PER_CHANNEL : form.subscribers();
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < (manyChannels ? form.channels() : 1); i++) {
            paths.add(manyChannels ? round.server().peer().path("channel-" + i) : round.path());
        }
        List<Publisher> publishers = new ArrayList<>();
        try (Load load = Round.load()) {
            for (String path : paths) {
                load.open(round.streams(path, subscribers));
            }
            load.awaitOpen(Round.OPEN_TIMEOUT);
            for (int i = 0; i < Math.min(PUBLISHERS, paths.size()); i++) {
                publishers.add(round.publisher());
            }
            new Turns(round, load, paths, publishers, subscribers).run(length);
        } finally {
            for (Publisher publisher : publishers) {
                publisher.close();
            }
        }
    }

    /** One run, from the first event to the last delivery. */
    private final class Turns {

        private final Round round;
        private final Load load;
        private final List<String> paths;
        private final List<Publisher> publishers;
        private final int subscribers;
        private long requests;
        private long refused;

        Turns(Round round, Load load, List<String> paths, List<Publisher> publishers, int subscribers) {
            this.round = round;
            this.load = load;
            this.paths = paths;
            this.publishers = publishers;
            this.subscribers = subscribers;
        }

        void run(Duration length) throws IOException {
            Duration serverCpu = round.server().cpu();
            Duration loadCpu = load.cpu();
            long start = System.nanoTime();
            boolean complete = true;
            while (complete && System.nanoTime() - start < length.toNanos()) {
                publish();
                complete = load.awaitEventsWithout(Round.SILENCE, deliveries(requests - window + 1));
            }
            for (Publisher publisher : publishers) {
                refused += publisher.awaitAnswers() ? 0 : 1;
            }
            if (complete) {
                load.awaitEventsWithout(Round.SILENCE, deliveries(requests));
            }
            long nanos = System.nanoTime() - start;
            double cpu = Round.micros(round.server().cpu().minus(serverCpu));
            double busy = Round.micros(load.cpu().minus(loadCpu));
            Received received = load.received();
            round.record(Metric.DELIVERIES, received.events() / Round.seconds(nanos));
            round.record(Metric.CPU, cpu / received.events());
            round.record(Metric.BYTES, (double) received.bytes() / received.events());
            round.record(Metric.LOAD_BUSY, 100 * busy / (nanos / 1e3) / Load.threadsOfThisMachine());
            round.recordFaults(deliveries(requests), received, refused);
        }

        /** To the next channel, over the connection that is always that channel's, so that its events stay in order. */
        private void publish() throws IOException {
            int channel = (int) (requests % paths.size());
            long first = requests / paths.size() * perRequest;
            Publisher publisher = publishers.get(channel % publishers.size());
            refused += publisher.awaitAnswers() ? 0 : 1;
            publisher.send(paths.get(channel), first, perRequest, System.nanoTime());
            requests++;
        }

        private long deliveries(long ofRequests) {
            return ofRequests * perRequest * subscribers;
        }
    }
}
