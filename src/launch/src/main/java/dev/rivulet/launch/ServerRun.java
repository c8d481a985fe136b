/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server that serves one application at the root until it ends, or this program is told to. */
final class ServerRun {

    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(250);
    /** When nothing follows for that long, the start is over and the banner stays in sight. */
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private final Installation installation;
    private final Pages pages;
    private final PrintStream out;
    private String lastFailure = "";

    ServerRun(Installation installation, Pages pages, PrintStream out) {
        this.installation = installation;
        this.pages = pages;
        this.out = out;
    }

    /**
     * Starts the server, waits until it serves the application, says where, and stays until the server ends.
     *
     * @throws IllegalStateException if the server fails
     */
    void run(List<String> banner) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(installation.rootCommand())
                .directory(installation.home().toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(installation.environment());
        Process server = builder.start();
        Thread end = new Thread(() -> end(server), "rivulet-launch-end");
        Runtime.getRuntime().addShutdownHook(end);
        Output output = Output.of(server, out);
        awaitStart(server, output, end);
        banner.forEach(out::println);
        while (!server.waitFor(STEP.toMillis(), TimeUnit.MILLISECONDS)) {
            follow();
        }
        requireEndByItself(server, end, "");
    }

    /** Copies what was saved. A file that is being written or renamed is copied the next time, so that a failure is said once. */
    private void follow() {
        String failure = "";
        try {
            pages.follow();
        } catch (IOException | UncheckedIOException e) {
            failure = e.toString();
        }
        if (!failure.isEmpty() && !failure.equals(lastFailure)) {
            out.println("A page could not be copied: " + failure);
        }
        lastFailure = failure;
    }

    private void awaitStart(Process server, Output output, Thread end) throws InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        boolean serves = false;
        while (!serves || !output.isSilentFor(SILENCE)) {
            if (server.waitFor(STEP.toMillis(), TimeUnit.MILLISECONDS)) {
                requireEndByItself(server, end, " before it served the application");
                throw new IllegalStateException("The server ended before it served the application");
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The server does not serve " + installation.application() + " after "
                        + START.toMinutes() + " minutes");
            }
            serves = serves || installation.address().serves();
        }
    }

    /** Where this program has been told to end, that takes the server along and is no failure; the JVM ends meanwhile. */
    private static void requireEndByItself(Process server, Thread end, String when) throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException shuttingDown) {
            end.join();
        }
        if (server.exitValue() != 0) {
            throw new IllegalStateException("The server ended with status " + server.exitValue() + when);
        }
    }

    /** Ctrl-C and SIGTERM are how this program is to end: however it was told, nothing stays behind and the status is 0. */
    private void end(Process server) {
        List<ProcessHandle> all = server.descendants().toList();
        server.destroy();
        try {
            if (!server.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                out.println("The server did not stop within " + STOP.toSeconds() + " seconds; it is killed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly();
        out.println("The server has ended.");
        out.flush();
        Runtime.getRuntime().halt(0);
    }
}
