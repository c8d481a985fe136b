/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this virtual machine uses.
 *
 * @param threads platform threads alive
 * @param heap bytes, after a garbage collection
 * @param sockets open, of any kind
 */
record Usage(int threads, long heap, long sockets) {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    static Usage now() {
        System.gc();
        return new Usage(
                ManagementFactory.getThreadMXBean().getThreadCount(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                countSockets());
    }

    /** Threads of sources; those of the HTTP client itself bear its name. */
    static long rivuletThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("rivulet-client"))
                .count();
    }

    private static long countSockets() {
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            return descriptors.filter(Usage::isSocket).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException e) { // closed since it was listed
            return false;
        }
    }
}
