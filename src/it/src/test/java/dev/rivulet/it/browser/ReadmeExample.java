/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.support.JavaSources;
import dev.rivulet.it.support.ReadmeSection;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.FileAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The application that the README shows.
 *
 * @param sources of its classes
 * @param page its {@code index.html}
 * @param form what the README's request posts
 * @param path where it posts that, without a leading slash
 */
record ReadmeExample(JavaSources sources, String page, String form, String path) {

    private static final Pattern REQUEST =
            Pattern.compile("^ {4}curl -d (\\S+) -d (\\S+) http://localhost:8080/(\\S+)$", Pattern.MULTILINE);

    /** Takes it out of the README at the repository's root. */
    static ReadmeExample read() throws IOException {
        ReadmeSection section = ReadmeSection.titled("In five minutes");
        MatchResult request = section.first(REQUEST);
        List<String> pages = section.blocks("html");
        assertThat(pages).hasSize(1);
        return new ReadmeExample(
                new JavaSources(section.blocks("java")),
                pages.get(0),
                request.group(1) + '&' + request.group(2),
                request.group(3));
    }

    /** Compiles the classes and packs them, the page and Rivulet's two jars into a WAR; needs an empty directory. */
    WebArchive war(Path directory) throws IOException {
        Path classes = sources.compile(directory);
        WebArchive war = ShrinkWrap.create(WebArchive.class, "readme.war")
                .addAsLibrary(new File(System.getProperty("rivulet.server.jar")))
                .addAsLibrary(new File(System.getProperty("rivulet.web.jar")))
                .addAsWebResource(new StringAsset(page), "index.html");
        try (var files = Files.walk(classes)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> war.addAsResource(
                            new FileAsset(file.toFile()),
                            classes.relativize(file).toString()));
        }
        return war;
    }
}
