/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.peer;

import dev.rivulet.bench.load.EventData;
import dev.rivulet.bench.load.Publisher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A peer's process, and those that it has started, on a free port of the loopback interface. */
public final class RunningPeer implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration REST = Duration.ofMillis(100);
    private static final Duration CPU_AT_REST = Duration.ofMillis(10); // the operating system accounts for no less
    private static final long KIBIBYTE = 1024;

    private final Peer peer;
    private final Process process;
    private final int port;
    private final Path log;

    RunningPeer(Peer peer, Path folder) throws AbsentException, IOException, InterruptedException {
        this.peer = peer;
        port = freePort();
        log = folder.resolve("server.log");
        process = new ProcessBuilder(peer.launcher().command(port, folder))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        try {
            awaitReady();
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Until it takes an event. */
    private void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!publishes()) {
            if (System.nanoTime() > deadline || process.waitFor(200, TimeUnit.MILLISECONDS)) {
                throw new IOException(peer.title() + " did not start; see " + log);
            }
        }
    }

    private boolean publishes() {
        try (Publisher publisher = new Publisher(port, EventData.MIN_SIZE, peer.batches())) {
            return publisher.publish(peer.path("ready"), 0, 1, System.nanoTime());
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * What it is.
     *
     * @return the peer
     */
    public Peer peer() {
        return peer;
    }

    /**
     * Where it listens.
     *
     * @return a port
     */
    public int port() {
        return port;
    }

    /**
     * What its processes have used of all cores so far, by the operating system's account.
     *
     * @return CPU time
     */
    public Duration cpu() {
        return processes()
                .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * Waits until its processes do next to nothing any more: what is left to compile, to collect and to close shall not weigh on
     * whoever is next.
     *
     * @param timeout for how long at most
     * @throws InterruptedException if interrupted
     */
    public void awaitRest(Duration timeout) throws InterruptedException {
        long start = System.nanoTime();
        Duration before = cpu();
        while (System.nanoTime() - start < timeout.toNanos()
                && !process.waitFor(REST.toMillis(), TimeUnit.MILLISECONDS)) {
            Duration now = cpu();
            if (now.minus(before).compareTo(CPU_AT_REST) <= 0) {
                return;
            }
            before = now;
        }
    }

    /**
     * The memory that its processes hold.
     *
     * @return bytes
     * @throws IOException if the operating system does not tell
     */
    public long residentBytes() throws IOException {
        long bytes = 0;
        for (ProcessHandle handle : processes().toList()) {
            bytes += residentBytes(handle.pid());
        }
        return bytes;
    }

    private static long residentBytes(long pid) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBIBYTE)
                    .sum();
        }
    }

    /**
     * What lives in its heap, after a collection.
     *
     * @return the heap, of a peer that is a JVM
     * @throws IOException if it does not tell
     * @throws InterruptedException if interrupted
     */
    public Heap heap() throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(Installation.jdk("jcmd"), Long.toString(process.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        List<String> lines;
        try (Stream<String> output = jcmd.inputReader().lines()) {
            lines = output.toList();
        }
        jcmd.waitFor();
        return Heap.parse(lines);
    }

    private Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
