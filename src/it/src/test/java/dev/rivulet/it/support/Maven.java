/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The Maven that runs this build, in a process of its own.
 *
 * @param repository its local repository
 */
public record Maven(Path repository) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** The version of Rivulet that is being built. */
    public static String projectVersion() {
        return System.getProperty("rivulet.version");
    }

    /** Has it do what these arguments say, in a directory, and fails where it fails. */
    public void run(Path directory, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString()));
        command.addAll(List.of("--batch-mode", "--no-transfer-progress", "-Dmaven.repo.local=" + repository));
        command.addAll(arguments);
        try (LoggedProcess maven = new LoggedProcess("mvn-" + directory.getFileName())) {
            maven.start(new ProcessBuilder(command).directory(directory.toFile()));
            assertThat(maven.awaitExit(PATIENCE))
                    .as("%s: %s", command, maven.log())
                    .isTrue();
            assertThat(maven.log()).as("%s", command).contains("BUILD SUCCESS");
            Files.deleteIfExists(maven.logFile());
        }
    }
}
