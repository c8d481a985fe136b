/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A Payara Micro of one test's own, for what a managed container cannot do: be killed, stopped and started again on the same
 * port, or fail to deploy. Each start appends to {@link #log}, and none outlives the tests.
 */
public final class PayaraMicroProcess implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final int ATTEMPTS = 3;

    private final List<Path> wars;
    private final LoggedProcess process;
    private final int port = LoggedProcess.freePort();
    private final List<String> settings = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private boolean rootTaken = true;
    private OptionalInt tlsPort = OptionalInt.empty();

    /**
     * A server that has not been started, on a free port.
     *
     * @param name of its log file in {@code target/servers}
     * @param wars what it deploys; a single one at the root, of several each at its file's name
     */
    public PayaraMicroProcess(String name, Path... wars) {
        this.wars = List.of(wars);
        process = new LoggedProcess(name);
    }

    /** Has it serve TLS as well, on a port of its own, when it is started. */
    public PayaraMicroProcess withTls() {
        tlsPort = OptionalInt.of(LoggedProcess.freePort());
        return this;
    }

    /** Has a single application, too, at its file's name, so that the root is nobody's. */
    public PayaraMicroProcess withoutRoot() {
        rootTaken = false;
        return this;
    }

    /** Has all that it deploys use these settings, whatever their own say, when it is started. */
    public PayaraMicroProcess with(String... settingsOfAll) {
        settings.addAll(List.of(settingsOfAll));
        return this;
    }

    /** Has a variable in its environment when it is started. */
    public PayaraMicroProcess withVariable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Starts the server and waits until it has deployed what it could; the port is the same each time. */
    public PayaraMicroProcess start() {
        for (int attempt = 1; !startsOnce(); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new IllegalStateException("The server did not start, see " + process.logFile());
            }
        }
        return this;
    }

    /** Whether the server has been started and has not ended since. */
    public boolean isRunning() {
        return process.isRunning();
    }

    /** Ends the server as a crash does: at once, without a word to any client. */
    public void kill() {
        process.kill();
    }

    /** Asks the server to stop, as an operator does; {@link #awaitExit} tells whether it has. */
    public void terminate() {
        process.terminate();
    }

    /**
     * Waits for the process to end.
     *
     * @return whether it has
     */
    public boolean awaitExit(Duration timeout) {
        return process.awaitExit(timeout);
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
        return process.log();
    }

    @Override
    public void close() {
        process.close();
    }

    /** False where the server's own start-up failed, which now and then it does on a busy machine. */
    private boolean startsOnce() {
        int said = log().length();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djava.net.preferIPv4Stack=true"));
        settings.forEach(setting -> command.add("-D" + setting));
        command.addAll(List.of(
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
        if (rootTaken && wars.size() == 1) {
            command.addAll(List.of("--contextroot", "/"));
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        process.start(builder);
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
