/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program of the machine's distribution.
 *
 * @param path where it is
 */
public record Program(Path path) {

    /** Where daemons are, which need not be on the path. */
    private static final String SYSTEM = "/usr/sbin";

    /** Finds it. Where it is not installed, skips the test that asks, but fails it under CI=true. */
    public static Program named(String name) {
        Optional<Path> found = Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1)), Stream.of(SYSTEM))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(
                        "There is no " + name + ", and under CI=true the tests with it are not skipped");
            }
            abort("There is no " + name + ": the tests with it are skipped");
        }
        return new Program(found.orElseThrow());
    }

    /** A command that runs it. */
    public ProcessBuilder command(String... arguments) {
        return new ProcessBuilder(
                Stream.concat(Stream.of(path.toString()), Stream.of(arguments)).toList());
    }
}
