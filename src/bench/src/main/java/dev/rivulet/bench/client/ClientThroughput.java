/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.client;

import dev.rivulet.client.EventSource;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.sse.SseEventSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One source that reads as fast as it can from a server that does nothing but write, over loopback, with Rivulet's transports
 * and its peers in turns. Each event's data becomes a string.
 *
 * <pre>{@code java dev.rivulet.bench.client.ClientThroughput [events] [rounds]}</pre>
 */
public final class ClientThroughput {

    private static final int EVENT_SIZE = 137;
    private static final long TIMEOUT_MINUTES = 2;

    private ClientThroughput() {}

    /** Opens a source, and hands each event's data over, until it is closed. */
    private interface Peer {
        AutoCloseable open(URI uri, Consumer<String> data);
    }

    /**
     * Runs the rounds and prints a table.
     *
     * @param args events a round (2,000,000; Jersey's source gets a tenth of them) and rounds (5)
     * @throws Exception if a source fails
     */
    public static void main(String[] args) throws Exception {
        int events = args.length > 0 ? Integer.parseInt(args[0]) : 2_000_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        Client client = ClientBuilder.newClient();
        Map<String, Peer> peers = new LinkedHashMap<>();
        peers.put(
                "Rivulet, java.net.http",
                (uri, data) -> EventSource.builder(uri)
                        .onMessage(event -> data.accept(event.data()))
                        .open());
        peers.put(
                "Rivulet, JAX-RS (Jersey)",
                (uri, data) -> EventSource.builder(client.target(uri))
                        .onMessage(event -> data.accept(event.data()))
                        .open());
        peers.put("okhttp-eventsource", OkHttpEventSourceReader::open);
        peers.put("okhttp-sse", OkHttpSseReader::open);
        peers.put("Jersey's SseEventSource", (uri, data) -> {
            SseEventSource source = SseEventSource.target(client.target(uri)).build();
            source.register(event -> data.accept(event.readData()));
            source.open();
            return source;
        });
        Map<String, List<Result>> results = new LinkedHashMap<>();
        try (WritingServer server = new WritingServer(EVENT_SIZE)) {
            for (int round = -1; round < rounds; round++) { // the first one warms up
                for (Map.Entry<String, Peer> peer : peers.entrySet()) {
                    int share = peer.getKey().startsWith("Jersey") ? events / 10 : events;
                    Result result = measure(server.uri(share), peer.getValue(), share);
                    if (round >= 0) {
                        results.computeIfAbsent(peer.getKey(), key -> new ArrayList<>())
                                .add(result);
                    }
                }
            }
        }
        client.close();
        print(results, events, rounds);
    }

    private static Result measure(URI uri, Peer peer, int events) throws Exception {
        CountDownLatch received = new CountDownLatch(1);
        int[] count = new int[1];
        long cpu = cpu();
        long start = System.nanoTime();
        try (AutoCloseable source = peer.open(uri, data -> {
            if (++count[0] == events) {
                received.countDown();
            }
        })) {
            if (!received.await(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("Only " + count[0] + " of " + events + " events, from " + source);
            }
            long nanos = System.nanoTime() - start;
            return new Result(events * 1e9 / nanos, (cpu() - cpu) / (double) events);
        }
    }

    /** Of this process, the server's thread included, which is the same for all. */
    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static void print(Map<String, List<Result>> results, int events, int rounds) {
        System.out.printf(
                Locale.ROOT,
                "%n%,d events of %d bytes a round, %d rounds, medians (least - most)%n%n",
                events,
                EVENT_SIZE,
                rounds);
        System.out.println("| source | events/s | CPU an event, server's included | Rivulet is faster by |");
        System.out.println("|---|---|---|---|");
        double rivulet = 0;
        for (Map.Entry<String, List<Result>> peer : results.entrySet()) {
            double[] rates =
                    peer.getValue().stream().mapToDouble(Result::rate).sorted().toArray();
            double[] cpu = peer.getValue().stream()
                    .mapToDouble(Result::cpuNanos)
                    .sorted()
                    .toArray();
            double median = rates[rates.length / 2];
            rivulet = Math.max(rivulet, peer.getKey().startsWith("Rivulet") ? median : 0);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f (%,.0f - %,.0f) | %.0f ns | %.1f |%n",
                    peer.getKey(),
                    median,
                    rates[0],
                    rates[rates.length - 1],
                    cpu[cpu.length / 2],
                    rivulet / median);
        }
    }

    private record Result(double rate, double cpuNanos) {}
}
