/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A Payara Micro of one test's own, for what a managed container cannot do: be killed, stopped and started again on the same
 * port, or fail to deploy. Each start appends to {@link #log}, and none outlives the tests.
 */
public final class PayaraMicroProcess implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final int ATTEMPTS = 3;

    private final List<Path> wars;
    private final Path logFile;
    private final int port;
    private OptionalInt tlsPort = OptionalInt.empty();
    private final Thread lastResort = new Thread(this::kill);
    private Process process;

    /**
     * A server that has not been started, on a free port.
     *
     * @param name of its log file in {@code target/servers}
     * @param wars what it deploys; a single one at the root, of several each at its file's name
     */
    public PayaraMicroProcess(String name, Path... wars) {
        this.wars = List.of(wars);
        try {
            logFile = Files.createDirectories(Path.of("target", "servers")).resolve(name + ".log");
            Files.deleteIfExists(logFile);
            port = freePort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /** Has it serve TLS as well, on a port of its own, when it is started. */
    public PayaraMicroProcess withTls() {
        try {
            tlsPort = OptionalInt.of(freePort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Starts the server and waits until it has deployed what it could; the port is the same each time. */
    public PayaraMicroProcess start() {
        for (int attempt = 1; !startsOnce(); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new IllegalStateException("The server did not start, see " + logFile.toAbsolutePath());
            }
        }
        return this;
    }

    /** Whether the server has been started and has not ended since. */
    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Ends the server as a crash does: at once, without a word to any client. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
            awaitExit(Duration.ofSeconds(30));
        }
    }

    /** Asks the server to stop, as an operator does; {@link #awaitExit} tells whether it has. */
    public void terminate() {
        process.destroy();
    }

    /**
     * Waits for the process to end.
     *
     * @return whether it has
     */
    public boolean awaitExit(Duration timeout) {
        try {
            return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The only application, or that of the named WAR. */
    public App app(String contextRoot) {
        return new App(URI.create("http://127.0.0.1:" + port + '/' + (contextRoot.isEmpty() ? "" : contextRoot + '/')));
    }

    /** The same over TLS. */
    public App tlsApp(String contextRoot) {
        return new App(URI.create(
                "https://127.0.0.1:" + tlsPort.orElseThrow() + '/' + (contextRoot.isEmpty() ? "" : contextRoot + '/')));
    }

    /** What the server has said since it was made. */
    public String log() {
        try {
            return Files.exists(logFile) ? Files.readString(logFile) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /** False where the server's own start-up failed, which now and then it does on a busy machine. */
    private boolean startsOnce() {
        int said = log().length();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djava.net.preferIPv4Stack=true",
                "-jar",
                System.getProperty("payara.microJar"),
                "--nocluster",
                "--nohostaware",
                "--disablephonehome",
                "--port",
                Integer.toString(port)));
        tlsPort.ifPresent(tls -> command.addAll(List.of("--sslPort", Integer.toString(tls))));
        for (Path war : wars) {
            command.addAll(List.of("--deploy", war.toString()));
        }
        if (wars.size() == 1) {
            command.addAll(List.of("--contextroot", "/"));
        }
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (System.nanoTime() < deadline && !awaitExit(Duration.ofMillis(100))) {
            if (log().substring(said).contains("ready in")) {
                return true;
            }
        }
        kill();
        return false;
    }
}
