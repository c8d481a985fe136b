/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The map of the documentation for language models names every page, by the page's own title.
 *
 * @see <a href="https://llmstxt.org/">The /llms.txt file</a>
 */
class LanguageModelMapTest {

    private static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();
    private static final Path MAP = DOCS.resolve("llms.txt");
    private static final Pattern ENTRY = Pattern.compile("^- \\[(.+)]\\(([^)]+)\\)(: .+)?$");

    @Test
    void hasEveryPageByItsTitleAndNoOther() throws IOException {
        Map<Path, String> mapped = new TreeMap<>();
        Files.readAllLines(MAP).stream()
                .map(ENTRY::matcher)
                .filter(entry -> entry.find())
                .forEach(entry -> assertThat(
                                mapped.put(DOCS.resolve(entry.group(2)).normalize(), entry.group(1)))
                        .as("%s is there twice", entry.group(2))
                        .isNull());

        assertThat(mapped).isEqualTo(pages());
    }

    /** A title, a summary as a quotation, then sections of links: what readers of such files look for. */
    @Test
    void hasTheFormOfSuchFiles() throws IOException {
        assertThat(Files.readString(MAP)).matches("(?s)# [^\n]+\n\n> [^\n]+\n\n.*\n## [^\n]+\n\n- \\[.*");
    }

    private static Map<Path, String> pages() throws IOException {
        Map<Path, String> titles = new TreeMap<>();
        try (Stream<Path> beside = Files.list(DOCS.resolve("../..").normalize());
                Stream<Path> all = Files.walk(DOCS)) {
            for (Path page : Stream.concat(beside, all)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList()) {
                titles.put(page, title(page));
            }
        }
        return titles;
    }

    private static String title(Path page) throws IOException {
        return Files.readAllLines(page).get(0).substring("# ".length());
    }
}
