/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.support.DocumentationPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java of each page compiles against the API as it is, all of a page together, without a warning. */
class SnippetsTest {

    private static final Pattern FENCED = Pattern.compile("^( *)```\\w.*?^\\1```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern INDENTED_CODE = Pattern.compile("^ {4}.*[;{]( *//.*)?$", Pattern.MULTILINE);

    @ParameterizedTest
    @MethodSource("pagesWithJava")
    void javaOfAPageCompiles(DocumentationPage page, @TempDir Path directory) throws IOException {
        new Snippets(page).sources().compile(directory);
    }

    /** An indented block names no language, so that nothing would look at its Java. */
    @ParameterizedTest
    @MethodSource("guides")
    void codeOfAGuideNamesItsLanguage(DocumentationPage page) {
        assertThat(INDENTED_CODE
                        .matcher(FENCED.matcher(page.text()).replaceAll(""))
                        .results())
                .isEmpty();
    }

    @Test
    void thereAreSuchPages() {
        assertThat(pagesWithJava()).hasSizeGreaterThan(8);
        assertThat(guides()).hasSizeGreaterThan(15);
    }

    private static List<DocumentationPage> pagesWithJava() {
        return pages().filter(page -> !page.blocks("java").isEmpty()).toList();
    }

    private static List<DocumentationPage> guides() {
        return pages().filter(page -> page.name().startsWith("guide/")).toList();
    }

    private static Stream<DocumentationPage> pages() {
        return DocumentationPage.all().stream();
    }
}
