/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.support.DocumentationPage;
import dev.rivulet.it.support.JavaSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java of each page compiles against the API as it is, all of a page together, without a warning. */
class SnippetsTest {

    private static final String JAVA = "java";

    @ParameterizedTest
    @MethodSource("pagesWithJava")
    void javaOfAPageCompiles(DocumentationPage page, @TempDir Path directory) throws IOException {
        new JavaSources(page.blocks(JAVA)).compile(directory);
    }

    /** An indented block has no language, so that nothing here would look at it. */
    @ParameterizedTest
    @MethodSource("useCases")
    void codeOfUseCasesStandsInFences(DocumentationPage page) {
        assertThat(page.text().lines().filter(line -> line.startsWith("    ") && !isInFence(page, line)))
                .isEmpty();
    }

    @Test
    void thereAreSuchPages() {
        assertThat(pagesWithJava()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(useCases()).hasSizeGreaterThanOrEqualTo(5);
    }

    private static boolean isInFence(DocumentationPage page, String line) {
        return List.of(JAVA, "html", "js", "xml", "yaml", "nginx", "haproxy", "toml", "properties", "sh", "text", "dockerfile")
                .stream()
                .flatMap(language -> page.blocks(language).stream())
                .anyMatch(block -> block.lines().anyMatch(line::equals));
    }

    private static List<DocumentationPage> pagesWithJava() {
        return pages().filter(page -> !page.blocks(JAVA).isEmpty()).toList();
    }

    private static List<DocumentationPage> useCases() {
        return pages().filter(page -> page.name().startsWith("guide/how-to/")).toList();
    }

    private static Stream<DocumentationPage> pages() {
        return DocumentationPage.all().stream();
    }
}
