/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * What Maven Central asks of an artifact, by its page "Requirements" for publishing, and what Rivulet asks of its own: a POM that
 * stands alone.
 */
final class Requirements {

    private static final List<String> JARS = List.of(".jar", "-sources.jar", "-javadoc.jar");

    private Requirements() {}

    /** What of it is not met, each in a sentence that names the file. */
    static List<String> problems(StagedArtifact artifact) throws IOException {
        List<String> problems = new ArrayList<>();
        if (artifact.version().endsWith("-SNAPSHOT")) {
            problems.add(artifact.name() + " has the version " + artifact.version() + ", which is no release");
        }
        Path pom = artifact.file(".pom");
        if (!Files.exists(pom)) {
            problems.add(pom.getFileName() + " is missing");
            return problems;
        }
        PublishedPom published = PublishedPom.read(pom);
        published.problems(artifact).forEach(problem -> problems.add(pom.getFileName() + ": " + problem));
        if (!published.packaging().equals("pom")) {
            for (String ending : JARS) {
                problems.addAll(jarProblems(artifact.file(ending)));
            }
        }
        for (Path file : artifact.published()) {
            if (!file.getFileName().toString().startsWith(artifact.name() + '-' + artifact.version())) {
                problems.add(file.getFileName() + " is not named for " + artifact.name() + " " + artifact.version());
            }
            problems.addAll(Checksums.problems(file));
        }
        return problems;
    }

    private static List<String> jarProblems(Path jar) throws IOException {
        if (!Files.exists(jar)) {
            return List.of(jar.getFileName() + " is missing");
        }
        try (ZipFile files = new ZipFile(jar.toFile())) {
            boolean empty = files.stream()
                    .allMatch(entry -> entry.isDirectory()
                            || entry.getName().startsWith("META-INF/maven/")
                            || entry.getName().equals("META-INF/MANIFEST.MF"));
            return empty ? List.of(jar.getFileName() + " has nothing in it") : List.of();
        } catch (ZipException e) {
            return List.of(jar.getFileName() + " cannot be read: " + e.getMessage());
        }
    }
}
