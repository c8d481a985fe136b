/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One artifact of a release, with all that belongs to it.
 *
 * @param directory of its files
 * @param name its artifactId
 * @param version of it
 */
record StagedArtifact(Path directory, String name, String version) {

    /** The file of that ending, such as {@code .pom} or {@code -sources.jar}; it need not be there. */
    Path file(String ending) {
        return directory.resolve(name + '-' + version + ending);
    }

    /** Its files, without checksums and signatures. */
    List<Path> published() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> !Checksums.isOne(file) && !Signatures.isOne(file))
                    .sorted()
                    .toList();
        }
    }
}
