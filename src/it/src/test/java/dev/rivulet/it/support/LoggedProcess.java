/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A server's process, which may be started again when it has ended. Each start appends to one log, and none outlives the tests. */
public final class LoggedProcess implements AutoCloseable {

    private final Path logFile;
    private final Thread lastResort = new Thread(this::kill);
    private Process process;

    /**
     * One that has not been started.
     *
     * @param name of its log file in {@code target/servers}
     */
    public LoggedProcess(String name) {
        try {
            logFile = Files.createDirectories(Path.of("target", "servers")).resolve(name + ".log");
            Files.deleteIfExists(logFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /** A port of this machine that nobody has at this moment. */
    public static int freePort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts what the builder describes, but for where it says what it has to say. */
    public void start(ProcessBuilder builder) {
        try {
            process = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it has ever been started. */
    public boolean wasStarted() {
        return process != null;
    }

    /** Whether it has been started and has not ended since. */
    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Ends it, and what it has started, as a crash does. */
    public void kill() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            awaitExit(Duration.ofSeconds(30));
        }
    }

    /** Asks it to stop, as an operator does; {@link #awaitExit} tells whether it has. */
    public void terminate() {
        process.destroy();
    }

    /**
     * Waits for it to end.
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

    /** The status with which it has ended. */
    public int exitValue() {
        return process.exitValue();
    }

    /** Where it says what it has to say. */
    public Path logFile() {
        return logFile.toAbsolutePath();
    }

    /** What it has said in all its starts. */
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
}
