/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the documentation quotes of the log is what the code logs: blocks of the language {@code log}, and code in a text that has an
 * ellipsis, which stands for what differs.
 */
class LogLinesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("^ *```log\n(.*?)^ *```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("`([^`\n]*\\w[^`\n]*…[^`\n]*)`");
    private static final Pattern LEVEL = Pattern.compile("^(ERROR|WARNING|INFO|DEBUG) ");

    /** Where a message may have been put together: at what differs, and where sentences and lists are joined. */
    private static final Pattern SEAM = Pattern.compile("…|[:;] | \\(|[\\[\\]]|\\)\\.");

    /** Words of a request or a value. */
    private static final int TOO_SHORT_TO_TELL = 4;

    private static final int SHORTEST_HALF = 10;

    private static String code;

    @BeforeAll
    static void readCode() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String module : List.of("server", "observability", "client")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    all.append(Files.readString(file));
                }
            }
        }
        code = all.toString()
                .replaceAll("\"\\s*\\+\\s*\"", "")
                .replace("\\\"", "\"")
                .replace("''", "'");
    }

    @ParameterizedTest
    @MethodSource("lines")
    void isInTheCode(String line) {
        List<String> parts = SEAM.splitAsStream(LEVEL.matcher(line).replaceFirst(""))
                .map(String::trim)
                .filter(part -> part.length() >= TOO_SHORT_TO_TELL)
                .toList();

        assertThat(parts).isNotEmpty().allMatch(LogLinesTest::isLogged);
    }

    /** As it stands, or put together out of two. */
    private static boolean isLogged(String part) {
        return code.contains(part)
                || IntStream.range(0, part.length())
                        .filter(i -> part.charAt(i) == ' ' && i >= SHORTEST_HALF && part.length() - i > SHORTEST_HALF)
                        .anyMatch(i -> code.contains(part.substring(0, i)) && code.contains(part.substring(i + 1)));
    }

    @Test
    void thereAreSuchLines() throws IOException {
        assertThat(lines()).hasSizeGreaterThan(20);
    }

    private static List<String> lines() throws IOException {
        try (Stream<Path> pages = Files.walk(ROOT.resolve("docs"))) {
            List<String> lines = new ArrayList<>();
            for (Path page :
                    pages.filter(path -> path.toString().endsWith(".md")).toList()) {
                String text = Files.readString(page);
                found(BLOCK, text).flatMap(String::lines).map(String::trim).forEach(lines::add);
                found(QUOTED, text).forEach(lines::add);
            }
            return lines;
        }
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult match) -> match.group(1));
    }
}
