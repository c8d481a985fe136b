/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Type names use the words of {@code src/docs/architecture.md}, and none that its table refuses. */
class VocabularyTest {

    private static final Pattern ROW = Pattern.compile("\\| ([a-z, ]+) \\| [^|]+ \\| ([A-Za-z, ]*)\\|");
    private static final List<String> REFUSED_EVERYWHERE = List.of("Utils", "Helper", "Manager", "Impl");

    private final List<String> names = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackagesOf(Channel.class).stream()
                    .map(JavaClass::getSimpleName)
                    .filter(name -> !name.isEmpty())
                    .toList();

    @Test
    void noTypesNameContainsAWordThatTheVocabularyRefuses() throws IOException {
        List<String> refused = refused();
        assertThat(refused).contains("Ticket", "Canary", "Retreat");
        assertThat(names)
                .hasSizeGreaterThan(60)
                .noneSatisfy(name -> assertThat(words(name)).containsAnyElementsOf(refused));
    }

    @Test
    void aWordIsFoundWhereverItStandsInAName() {
        assertThat(words("ChannelTally")).containsExactly("Channel", "Tally");
        assertThat(words("SSETicket2")).contains("Ticket");
        assertThat(words("StreamTerms")).doesNotContain("Term");
    }

    private static List<String> refused() throws IOException {
        List<String> refused = new ArrayList<>(REFUSED_EVERYWHERE);
        for (String line : Files.readAllLines(Path.of("..", "docs", "architecture.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Stream.of(row.group(2).split(","))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .forEach(refused::add);
            }
        }
        return refused;
    }

    private static List<String> words(String name) {
        return Stream.of(name.split("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-z])(?=[0-9])"))
                .toList();
    }
}
