/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages at the root and in {@code src/docs}, beside what they are about. */
class DocumentationTest {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Pattern CODE =
            Pattern.compile("^```.*?^```$|^ {4}[^\n]*$|`[^`\n]*`", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern TITLE = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
    private static final Path FOR_PAGES = ROOT.resolve("src/web/src/main/resources/META-INF/resources/rivulet");
    private static final Pattern DOCUMENTED_KEY = Pattern.compile("`(rivulet\\.[a-z.-]*[a-z])`");
    private static final Pattern OF_ONE_CHANNEL = Pattern.compile("^rivulet\\.channel\\.[a-z-]+\\.");
    private static final Pattern KEY_IN_CODE = Pattern.compile("\"(rivulet\\.[a-z.-]*[a-z])\"");

    @ParameterizedTest
    @MethodSource("linking")
    void everyLinkLeadsToAFileOfTheProjectAndATitleInIt(Path page) throws IOException {
        List<String> dead = new ArrayList<>();
        for (String link : found(LINK, prose(page))) {
            if (!link.matches("[a-z]+:.*")) {
                String[] parts = link.split("#", 2);
                Path target = parts[0].isEmpty()
                        ? page
                        : page.resolveSibling(parts[0]).normalize();
                if (!Files.exists(target)
                        || (parts.length == 2 && !anchors(target).contains(parts[1]))) {
                    dead.add(link);
                }
            }
        }

        assertThat(dead).isEmpty();
    }

    @Test
    void everySettingHasItsLineInTheTableAndEveryLineItsSetting() throws IOException {
        String table = Files.readString(ROOT.resolve("src/docs/guide/settings.md"))
                .lines()
                .filter(line -> line.startsWith("| `rivulet."))
                .collect(Collectors.joining("\n"));

        assertThat(found(DOCUMENTED_KEY, table)).containsExactlyInAnyOrderElementsOf(keysInCode());
    }

    /** Or several of them have it as their beginning, or it is a file for pages. */
    @ParameterizedTest
    @MethodSource("pages")
    void everySettingThatAPageNamesIsThere(Path page) throws IOException {
        Set<String> keys = keysInCode();

        assertThat(found(DOCUMENTED_KEY, Files.readString(page)))
                .map(key -> OF_ONE_CHANNEL.matcher(key).replaceFirst("rivulet."))
                .allMatch(named -> keys.contains(named)
                        || keys.stream().anyMatch(key -> key.startsWith(named + '.'))
                        || Files.exists(FOR_PAGES.resolve(named)));
    }

    /** The map for language models is no Markdown page, but its links are. */
    private static Stream<Path> linking() throws IOException {
        return Stream.concat(pages(), Stream.of(ROOT.resolve("src/docs/llms.txt")));
    }

    private static Stream<Path> pages() throws IOException {
        return Stream.concat(pages(ROOT, 1).stream(), pages(ROOT.resolve("src/docs"), Integer.MAX_VALUE).stream());
    }

    private static List<Path> pages(Path directory, int depth) throws IOException {
        try (Stream<Path> all = Files.walk(directory, depth)) {
            return all.filter(file -> file.toString().endsWith(".md")).toList();
        }
    }

    private static Set<String> keysInCode() throws IOException {
        Set<String> keys = new TreeSet<>();
        for (String module : List.of("server", "observability")) {
            try (Stream<Path> all =
                    Files.walk(ROOT.resolve("src").resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        all.filter(path -> path.toString().endsWith(".java")).toList()) {
                    keys.addAll(found(KEY_IN_CODE, Files.readString(file)));
                }
            }
        }
        return keys;
    }

    private static Set<String> anchors(Path page) throws IOException {
        return found(TITLE, Files.readString(page)).stream()
                .map(title -> title.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** What is not code. */
    private static String prose(Path page) throws IOException {
        return CODE.matcher(Files.readString(page)).replaceAll("");
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
