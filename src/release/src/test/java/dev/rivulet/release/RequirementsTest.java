/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementsTest {

    @TempDir
    Path root;

    private StagedArtifact artifact;

    @BeforeEach
    void stage() throws IOException {
        artifact = Staged.artifact(root, "rivulet-x");
    }

    @Test
    void acceptsWhatIsComplete() throws IOException {
        assertThat(Requirements.problems(artifact)).isEmpty();
    }

    @Test
    void needsNoJarsOfAPom() throws IOException {
        for (String ending : new String[] {".jar", "-sources.jar", "-javadoc.jar"}) {
            Files.delete(artifact.file(ending));
            Files.delete(artifact.file(ending + ".md5"));
            Files.delete(artifact.file(ending + ".sha1"));
        }
        replaceInPom("<name>", "<packaging>pom</packaging><name>");

        assertThat(Requirements.problems(artifact)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {".pom", ".jar", "-sources.jar", "-javadoc.jar", ".jar.md5", ".pom.sha1"})
    void namesAFileThatIsMissing(String ending) throws IOException {
        Files.delete(artifact.file(ending));

        assertThat(Requirements.problems(artifact)).contains("rivulet-x-1.0.0" + ending + " is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "description",
                "url",
                "licenses/license/name",
                "licenses/license/url",
                "developers/developer/name",
                "scm/connection",
                "scm/developerConnection",
                "scm/url"
            })
    void namesWhatThePomDoesNotSay(String path) throws IOException {
        String[] names = path.split("/", -1);
        String text = Staged.POM;
        int from = 0;
        for (String name : names) {
            from = path.equals("url") ? text.indexOf("  <url>") : text.indexOf('<' + name + '>', from);
        }
        String last = names[names.length - 1];
        int begin = text.indexOf('<' + last + '>', from);
        int end = text.indexOf("</" + last + '>', begin);
        pom(text.substring(0, begin) + text.substring(end + last.length() + 3));

        assertThat(Requirements.problems(artifact))
                .singleElement()
                .asString()
                .startsWith("rivulet-x-1.0.0.pom: it has no " + path);
    }

    @ParameterizedTest
    @CsvSource({
        "<scope>provided, <scope>test, only its tests need",
        "<version>1</version>, '', its dependency a:b has no version",
        "<version>1</version>, <version>2-SNAPSHOT</version>, its dependency a:b is no release",
        "<name>, <parent><groupId>a</groupId></parent><name>, it has a parent",
        "<name>Rivulet, <name>${name}, a property that nothing gives a value",
        "<artifactId>NAME, <artifactId>other, it says that it is dev.rivulet:other:1.0.0",
        "scm:git:https://example.org/rivulet.git</connection>, scm:git:.git</connection>, it has no scm/connection"
    })
    void namesWhatIsWrongWithThePom(String text, String replacement, String problem) throws IOException {
        replaceInPom(text, replacement);

        assertThat(Requirements.problems(artifact)).singleElement().asString().contains(problem);
    }

    @Test
    void refusesAChecksumOfSomethingElse() throws IOException {
        Files.writeString(artifact.file(".jar.sha1"), "0".repeat(40));

        assertThat(Requirements.problems(artifact))
                .containsExactly("rivulet-x-1.0.0.jar.sha1 is not the checksum of rivulet-x-1.0.0.jar");
    }

    @Test
    void refusesAnEmptyJar() throws IOException {
        Staged.jar(artifact, "-javadoc.jar", "META-INF/MANIFEST.MF");

        assertThat(Requirements.problems(artifact)).containsExactly("rivulet-x-1.0.0-javadoc.jar has nothing in it");
    }

    @Test
    void refusesAJarThatIsNone() throws IOException {
        Staged.put(artifact, ".jar", new byte[] {1, 2, 3});

        assertThat(Requirements.problems(artifact))
                .singleElement()
                .asString()
                .startsWith("rivulet-x-1.0.0.jar cannot be read");
    }

    @Test
    void refusesASnapshot() throws IOException {
        Path directory = Files.createDirectories(root.resolve("dev/rivulet/rivulet-x/1-SNAPSHOT"));

        assertThat(Requirements.problems(new StagedArtifact(directory, "rivulet-x", "1-SNAPSHOT")))
                .contains("rivulet-x has the version 1-SNAPSHOT, which is no release");
    }

    @Test
    void refusesAFileOfAnotherName() throws IOException {
        Files.move(artifact.file("-sources.jar"), artifact.directory().resolve("sources.jar"));

        assertThat(Requirements.problems(artifact)).contains("sources.jar is not named for rivulet-x 1.0.0");
    }

    private void replaceInPom(String text, String replacement) throws IOException {
        assertThat(Staged.POM).contains(text);
        pom(Staged.POM.replace(text, replacement));
    }

    private void pom(String text) throws IOException {
        Staged.put(artifact, ".pom", text.replace("NAME", "rivulet-x").getBytes(StandardCharsets.UTF_8));
    }
}
