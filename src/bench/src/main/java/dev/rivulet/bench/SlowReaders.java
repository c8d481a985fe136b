/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What clients that do not read cost the others: the same clients receive the same events at the same pace, first alone and
 * then beside some that never read and some that read a byte a second, on one server process.
 *
 * <pre>{@code java dev.rivulet.bench.SlowReaders <payara-micro.jar> <pre-boot commands> [seconds] [rounds]}</pre>
 */
public final class SlowReaders {

    private static final int READING = 850;
    private static final int NEVER_READING = 100;
    private static final int TRICKLING = 50;
    private static final int RATE = 200;
    private static final long OPEN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI root;
    private final int port;
    private final int seconds;

    private SlowReaders(int port, int seconds) {
        this.port = port;
        this.root = URI.create("http://127.0.0.1:" + port + "/api/");
        this.seconds = seconds;
    }

    /**
     * Runs the rounds and prints a table.
     *
     * @param args the server's jar; the file of commands that it runs before it boots, or {@code -}; seconds a round (60);
     *     rounds (3)
     * @throws IOException if the server or a stream fails, or an event is lost
     * @throws InterruptedException if interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 60;
        int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 3;
        Path folder = Files.createTempDirectory("rivulet-bench");
        Path war = folder.resolve("bench.war");
        BenchWar.write(war);
        List<String> options = args[1].equals("-") ? List.of() : List.of("--prebootcommandfile", args[1]);
        try (PayaraMicro server = new PayaraMicro(Path.of(args[0]), war, folder, options)) {
            server.awaitReady();
            new SlowReaders(server.port(), seconds).run(rounds);
        }
    }

    private void run(int rounds) throws IOException, InterruptedException {
        new SlowReaders(port, 15).round(NEVER_READING, TRICKLING); // until the compiler has little left to do
        System.out.println("| slow clients | p50 | p99 | heap before | heap after, connected | heap after, closed |");
        System.out.println("|---|---|---|---|---|---|");
        double[] ratios = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            int without = round(0, 0);
            int with = round(NEVER_READING, TRICKLING);
            ratios[i] = (double) with / without;
        }
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "%np99 with the slow ones, over that without: %.2f (%.2f - %.2f); no event lost, doubled or out of order%n",
                ratios[rounds / 2],
                ratios[0],
                ratios[rounds - 1]);
    }

    private int round(int neverReading, int trickling) throws IOException, InterruptedException {
        int count = RATE * seconds;
        long before = Long.parseLong(get("paced/heap"));
        long after;
        int[] latencies;
        try (PacedSubscribers clients = new PacedSubscribers(port, READING, count, neverReading, trickling)) {
            clients.awaitOpen(OPEN_NANOS);
            CompletableFuture<HttpResponse<Void>> published = client.sendAsync(
                    HttpRequest.newBuilder(root.resolve("paced?rate=" + RATE + "&count=" + count))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            latencies = clients.awaitEvents(TimeUnit.SECONDS.toNanos(seconds + 60L));
            published.join();
            after = Long.parseLong(get("paced/heap"));
        }
        while (!get("paced/streams").equals("0")) {
            client.send(
                    HttpRequest.newBuilder(root.resolve("paced?rate=" + RATE + "&count=10"))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
        int p99 = latencies[(int) (latencies.length * 0.99)];
        System.out.printf(
                Locale.ROOT,
                "| %d | %,d us | %,d us | %.1f MiB | %+.1f MiB | %+.1f MiB |%n",
                neverReading + trickling,
                latencies[latencies.length / 2],
                p99,
                mebibytes(before),
                mebibytes(after - before),
                mebibytes(Long.parseLong(get("paced/heap")) - before));
        return p99;
    }

    private String get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(root.resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static double mebibytes(long bytes) {
        return bytes / 1024.0 / 1024.0;
    }
}
