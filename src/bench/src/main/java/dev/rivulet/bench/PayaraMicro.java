/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A server process of this program's own, on a free port of the loopback interface. */
final class PayaraMicro implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    private final Process process;
    private final Path log;
    private final int port;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    PayaraMicro(Path jar, Path war, Path folder) throws IOException {
        port = freePort();
        log = folder.resolve("server.log");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Djava.net.preferIPv4Stack=true",
                        "-jar",
                        jar.toString(),
                        "--nocluster",
                        "--contextroot",
                        "/",
                        "--port",
                        Integer.toString(port),
                        "--deploy",
                        war.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!Files.readString(log).contains("ready in")) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("The server did not start; see " + log);
            }
            process.waitFor(200, TimeUnit.MILLISECONDS);
        }
    }

    int port() {
        return port;
    }

    void post(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        int status =
                client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status >= 300) {
            throw new IOException("POST " + path + " was answered with " + status);
        }
    }

    /** What the process has used of all cores so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
