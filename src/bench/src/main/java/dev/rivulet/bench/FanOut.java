/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One event at a time to many subscribers, with Rivulet's broadcaster and with the server's own, in turns on one server
 * process: each is published by a request of its own, when every subscriber has all but the newest of them; how many may be
 * under way is the window.
 *
 * <pre>{@code java dev.rivulet.bench.FanOut <payara-micro.jar> [subscribers] [events] [rounds] [window]}</pre>
 */
public final class FanOut {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final int WARM_UP_EVENTS = 1_500;
    private static final int WARM_UP_REQUESTS = 20_000;
    private static final int WARM_UP_SUBSCRIBERS = 10;
    private static final List<String> PEERS = List.of("rivulet", "server");

    private final PayaraMicro server;
    private final int subscribers;
    private final int events;
    private final int window;

    private FanOut(PayaraMicro server, int subscribers, int events, int window) {
        this.server = server;
        this.subscribers = subscribers;
        this.events = events;
        this.window = window;
    }

    /**
     * Runs the rounds and prints a table.
     *
     * @param args the server's jar; how many subscribers (1,000), events a round (300), rounds (5), and
     *     events that may be under way (1)
     * @throws IOException if the server or a stream fails
     * @throws InterruptedException if interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path jar = Path.of(args[0]);
        int subscribers = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
        int events = args.length > 2 ? Integer.parseInt(args[2]) : 300;
        int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 5;
        int window = args.length > 4 ? Integer.parseInt(args[4]) : 1;
        Path folder = Files.createTempDirectory("rivulet-bench");
        Path war = folder.resolve("bench.war");
        BenchWar.write(war);
        try (PayaraMicro server = new PayaraMicro(jar, war, folder, List.of())) {
            server.awaitReady();
            new FanOut(server, subscribers, events, window).run(rounds);
        }
    }

    private void run(int rounds) throws IOException, InterruptedException {
        for (String peer : PEERS) { // until the compiler has little left to do, also on the way of a published event
            round(peer, WARM_UP_SUBSCRIBERS, WARM_UP_REQUESTS);
            round(peer, subscribers, WARM_UP_EVENTS);
        }
        List<List<Result>> results = List.of(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < rounds; i++) {
            for (int peer = 0; peer < PEERS.size(); peer++) {
                results.get(peer).add(round(PEERS.get(peer), subscribers, events));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%n%d subscribers, %d events a round, %d under way, %d rounds, medians (least - most)%n%n",
                subscribers,
                events,
                window,
                rounds);
        System.out.println("| broadcaster | deliveries/s | server CPU a delivery |");
        System.out.println("|---|---|---|");
        Summary rivulet = print(PEERS.get(0), results.get(0));
        Summary peer = print(PEERS.get(1), results.get(1));
        System.out.printf(
                Locale.ROOT,
                "%nRivulet: %.1f times the deliveries, %.2f of the CPU a delivery%n",
                rivulet.rate() / peer.rate(),
                rivulet.cpuMicros() / peer.cpuMicros());
    }

    private Result round(String peer, int subscribers, int events) throws IOException, InterruptedException {
        String path = "/api/" + peer;
        try (Subscribers clients = new Subscribers(subscribers, server.port(), path);
                Publisher publisher = new Publisher(server.port(), path + "?count=1")) {
            clients.awaitAnswers(TIMEOUT);
            Duration cpu = server.cpu();
            long start = System.nanoTime();
            for (int event = 1; event <= events; event++) {
                publisher.publish();
                publisher.awaitAnswer();
                clients.awaitEvents((long) (event - window + 1) * subscribers, TIMEOUT);
            }
            clients.awaitEvents((long) events * subscribers, TIMEOUT);
            long nanos = System.nanoTime() - start;
            long cpuNanos = server.cpu().minus(cpu).toNanos();
            double deliveries = (double) subscribers * events;
            return new Result(deliveries * 1e9 / nanos, cpuNanos / 1e3 / deliveries);
        }
    }

    private static Summary print(String peer, List<Result> results) {
        double[] rates = results.stream().mapToDouble(Result::rate).sorted().toArray();
        double[] cpu = results.stream().mapToDouble(Result::cpuMicros).sorted().toArray();
        Summary summary = new Summary(rates[rates.length / 2], cpu[cpu.length / 2]);
        System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f (%,.0f - %,.0f) | %.1f us (%.1f - %.1f) |%n",
                peer,
                summary.rate(),
                rates[0],
                rates[rates.length - 1],
                summary.cpuMicros(),
                cpu[0],
                cpu[cpu.length - 1]);
        return summary;
    }

    private record Result(double rate, double cpuMicros) {}

    private record Summary(double rate, double cpuMicros) {}
}
