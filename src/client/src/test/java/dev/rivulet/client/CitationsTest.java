/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every section of a specification that a comment names is in {@code citations.txt}, which was written from the
 * specifications' own numbers and titles. A new citation is looked up there, and then gets its line.
 */
class CitationsTest {

    private static final Path SOURCES = Path.of("src", "main", "java");

    /** A text and what of it: {@code RFC 9110, sections 5.5 and 5.6.2}. */
    private static final Pattern CITED = Pattern.compile(
            "(RFC \\d+|Jakarta REST [\\d.]+), (?:sections?|appendix) ([A-Z0-9][\\d.]*)(?:, (\\d[\\d.]*))?(?: and (\\d[\\d.]*))?");

    private static final Pattern ANCHOR = Pattern.compile("href=\"([^\"]+)\"");

    @Test
    void everySectionThatIsNamedExists() throws IOException {
        Set<String> known = known();
        Set<String> cited = cited();
        assertThat(cited).hasSizeGreaterThan(20);
        assertThat(known).containsAll(cited);
        assertThat(cited).as("no line that nothing cites").containsAll(known);
    }

    private static Set<String> known() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("src", "test", "resources", "citations.txt"))) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", 2)[0])
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> cited() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(CitationsTest::text)
                    .flatMap(text -> Stream.concat(
                            CITED.matcher(text).results().flatMap(CitationsTest::sections),
                            ANCHOR.matcher(text).results().map((MatchResult anchor) -> anchor.group(1))))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Stream<String> sections(MatchResult citation) {
        return Stream.of(citation.group(2), citation.group(3), citation.group(4))
                .filter(section -> section != null)
                .map(section -> section.endsWith(".") ? section.substring(0, section.length() - 1) : section)
                .map(section -> citation.group(1) + ", " + section);
    }

    /** Without the line breaks and stars of a comment. */
    private static String text(Path file) {
        try {
            return Files.readString(file).replaceAll("\\s*\\n\\s*\\*?\\s*", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
