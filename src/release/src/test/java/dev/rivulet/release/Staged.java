/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.release;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Stages artifacts as {@code mvn deploy} does. */
final class Staged {

    static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>dev.rivulet</groupId>
              <artifactId>NAME</artifactId>
              <version>1.0.0</version>
              <name>Rivulet</name>
              <description>Streams</description>
              <url>https://example.org/rivulet</url>
              <licenses><license><name>Apache-2.0</name><url>https://www.apache.org/licenses/LICENSE-2.0</url></license></licenses>
              <developers><developer><name>The Rivulet developers</name></developer></developers>
              <scm>
                <connection>scm:git:https://example.org/rivulet.git</connection>
                <developerConnection>scm:git:https://example.org/rivulet.git</developerConnection>
                <url>https://example.org/rivulet</url>
              </scm>
              <dependencies>
                <dependency><groupId>a</groupId><artifactId>b</artifactId><version>1</version><scope>provided</scope></dependency>
              </dependencies>
            </project>
            """;

    private Staged() {}

    /** One that Maven Central takes, in a repository there. */
    static StagedArtifact artifact(Path root, String name) throws IOException {
        Path directory = Files.createDirectories(
                root.resolve("dev/rivulet").resolve(name).resolve("1.0.0"));
        StagedArtifact artifact = new StagedArtifact(directory, name, "1.0.0");
        put(artifact, ".pom", POM.replace("NAME", name).getBytes(StandardCharsets.UTF_8));
        for (String ending : new String[] {".jar", "-sources.jar", "-javadoc.jar"}) {
            jar(artifact, ending, "content.txt");
        }
        return artifact;
    }

    static void put(StagedArtifact artifact, String ending, byte[] content) throws IOException {
        Path file = Files.write(artifact.file(ending), content);
        checksum(file, ".md5", "MD5", content);
        checksum(file, ".sha1", "SHA-1", content);
    }

    static void jar(StagedArtifact artifact, String ending, String entry) throws IOException {
        try (OutputStream file = Files.newOutputStream(artifact.file(ending));
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry(entry));
        }
        put(artifact, ending, Files.readAllBytes(artifact.file(ending)));
    }

    private static void checksum(Path file, String ending, String algorithm, byte[] content) throws IOException {
        try {
            Files.writeString(
                    file.resolveSibling(file.getFileName() + ending),
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance(algorithm).digest(content)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
