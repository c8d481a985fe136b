/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.support.JavaSources;
import dev.rivulet.it.support.LocalRepository;
import dev.rivulet.it.support.Maven;
import dev.rivulet.it.support.ReadmeSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The project that the README shows, with the commands that build it, run it and use it.
 *
 * @param pom its {@code pom.xml}
 * @param sources of its classes
 * @param page its {@code index.html}
 * @param build what Maven is to do
 * @param run the command that serves what was built
 * @param form what the README's request posts
 * @param path where it posts that, without a leading slash
 */
record ReadmeExample(
        String pom, JavaSources sources, String page, List<String> build, List<String> run, String form, String path) {

    private static final Pattern BUILD = Pattern.compile("^ {4}mvn (package .*)$", Pattern.MULTILINE);
    private static final Pattern RUN = Pattern.compile("^ {4}(java .*)$", Pattern.MULTILINE);
    private static final Pattern REQUEST =
            Pattern.compile("^ {4}curl -d (\\S+) -d (\\S+) http://localhost:8080/(\\S+)$", Pattern.MULTILINE);

    /** Takes it out of the README at the repository's root. */
    static ReadmeExample read() throws IOException {
        ReadmeSection section = ReadmeSection.titled("In five minutes");
        MatchResult request = section.first(REQUEST);
        return new ReadmeExample(
                only(section.blocks("xml")),
                new JavaSources(section.blocks("java")),
                only(section.blocks("html")),
                List.of(section.first(BUILD).group(1).split(" ")),
                List.of(section.first(RUN).group(1).split(" ")),
                request.group(1) + '&' + request.group(2),
                request.group(3));
    }

    /**
     * Writes the project into an empty directory and has Maven build it there, with Rivulet as {@code mvn install} leaves it.
     *
     * @return the WAR
     */
    Path build(Path project, Path repository) throws IOException {
        Files.writeString(project.resolve("pom.xml"), pom);
        sources.write(project.resolve("src/main/java"));
        Files.writeString(
                Files.createDirectories(project.resolve("src/main/webapp")).resolve("index.html"), page);
        new Maven(LocalRepository.withRivulet(repository)).run(project, build);
        return project.resolve("target/shop.war");
    }

    private static String only(List<String> blocks) {
        assertThat(blocks).hasSize(1);
        return blocks.get(0);
    }
}
