/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A directory into which Maven has deployed, in a repository's layout.
 *
 * @param root of the repository
 * @param version of all that is in it
 */
record Staging(Path root, String version) {

    private static final Path GROUP = Path.of("dev", "rivulet");

    /** The files of the release, in the order of their paths. A repository's own index of versions is not among them. */
    List<Path> files() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("maven-metadata"))
                    .sorted()
                    .toList();
        }
    }

    /** What has been staged. */
    List<StagedArtifact> artifacts() throws IOException {
        Path group = root.resolve(GROUP);
        if (!Files.isDirectory(group)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(group)) {
            return all.filter(Files::isDirectory)
                    .sorted()
                    .map(directory -> new StagedArtifact(
                            directory.resolve(version), directory.getFileName().toString(), version))
                    .toList();
        }
    }

    /** What is missing from these artifacts, and what is there besides them. */
    List<String> differences(List<String> expected) throws IOException {
        TreeSet<String> staged = new TreeSet<>();
        artifacts().forEach(artifact -> staged.add(artifact.name()));
        List<String> problems = new ArrayList<>();
        for (String name : expected) {
            if (!staged.remove(name)) {
                problems.add(name + " is not staged");
            }
        }
        staged.forEach(name -> problems.add(name + " is staged, and not to be published"));
        return problems;
    }
}
