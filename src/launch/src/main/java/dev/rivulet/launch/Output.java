/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Passes on what a server says, line by line, and knows when it was silent last. */
final class Output {

    private static final int END_SECONDS = 10;

    private final Process process;
    private final BufferedReader lines;
    private final PrintStream to;
    private volatile long last = System.nanoTime();

    private Output(Process process, PrintStream to) {
        this.process = process;
        this.lines = process.inputReader();
        this.to = to;
    }

    /** Passes on what a process says, from now on and on a daemon thread. */
    static Output of(Process process, PrintStream to) {
        Output output = new Output(process, to);
        Thread thread = new Thread(output::pass, "rivulet-launch-output");
        thread.setDaemon(true);
        thread.start();
        return output;
    }

    /** Whether it has said nothing for that long. */
    boolean isSilentFor(Duration period) {
        return System.nanoTime() - last > period.toNanos();
    }

    private void pass() {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = System.nanoTime();
                to.println(line);
            }
        } catch (IOException e) {
            if (!endsSoon()) { // one that ends takes its output with it
                to.println("The server's output can no longer be read: " + e);
            }
        }
    }

    private boolean endsSoon() {
        try {
            return process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
