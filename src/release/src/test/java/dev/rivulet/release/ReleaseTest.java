/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseTest {

    private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----\n";

    @TempDir
    Path directory;

    @Test
    void packsWhatIsStagedAndNoIndexOfVersions() throws IOException {
        Path staging = staged("staging");
        Files.writeString(staging.resolve("dev/rivulet/rivulet-a/maven-metadata.xml"), "<metadata/>");

        assertThat(entries(release(staging)))
                .hasSize(24)
                .contains("dev/rivulet/rivulet-a/1.0.0/rivulet-a-1.0.0.pom.sha1")
                .noneMatch(name -> name.contains("metadata"))
                .isSorted();
    }

    @Test
    void packsTheSameFilesIntoTheSameBytes() throws IOException {
        Path one = staged("one");
        Path other = staged("other");
        Path file = other.resolve("dev/rivulet/rivulet-a/1.0.0/rivulet-a-1.0.0.pom");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));

        assertThat(release(one)).hasSameBinaryContentAs(release(other));
    }

    @Test
    void refusesMoreThanIsPublishedAndLess() throws IOException {
        Path staging = staged("staging");

        assertThatThrownBy(() -> release(staging, "rivulet-a", "rivulet-c"))
                .hasMessageContaining("rivulet-c is not staged")
                .hasMessageContaining("rivulet-b is staged, and not to be published");
    }

    @Test
    void refusesAnEmptyStaging() {
        assertThatThrownBy(() -> release(directory.resolve("nothing")))
                .hasMessageContaining("rivulet-a is not staged")
                .hasMessageContaining("rivulet-b is not staged");
    }

    @Test
    void refusesSignaturesOfSomeFiles() throws IOException {
        Path staging = staged("staging");
        sign(staging.resolve("dev/rivulet/rivulet-a/1.0.0/rivulet-a-1.0.0.pom"), SIGNATURE);

        assertThatThrownBy(() -> release(staging))
                .hasMessageContaining("rivulet-a-1.0.0.jar.asc is missing")
                .hasMessageNotContaining("rivulet-a-1.0.0.pom.asc");
    }

    @Test
    void takesSignaturesOfAllFilesAndNoOtherText() throws IOException {
        Path staging = staged("staging");
        for (StagedArtifact artifact : new Staging(staging, "1.0.0").artifacts()) {
            for (Path file : artifact.published()) {
                sign(file, SIGNATURE);
            }
        }
        assertThat(entries(release(staging))).hasSize(32);
        sign(staging.resolve("dev/rivulet/rivulet-b/1.0.0/rivulet-b-1.0.0.jar"), "signed");

        assertThatThrownBy(() -> release(staging))
                .hasMessageContaining("rivulet-b-1.0.0.jar.asc is not an ASCII-armoured signature");
    }

    private Path staged(String name) throws IOException {
        Path staging = directory.resolve(name);
        Staged.artifact(staging, "rivulet-a");
        Staged.artifact(staging, "rivulet-b");
        return staging;
    }

    private static void sign(Path file, String signature) throws IOException {
        Files.writeString(file.resolveSibling(file.getFileName() + ".asc"), signature);
    }

    private static Path release(Path staging, String... artifacts) throws IOException {
        Path bundle = staging.resolveSibling(staging.getFileName() + ".zip");
        List<String> expected = artifacts.length == 0 ? List.of("rivulet-a", "rivulet-b") : List.of(artifacts);
        Release.main(Stream.concat(Stream.of(staging.toString(), "1.0.0", bundle.toString()), expected.stream())
                .toArray(String[]::new));
        return bundle;
    }

    private static List<String> entries(Path bundle) throws IOException {
        try (ZipFile zip = new ZipFile(bundle.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }
}
