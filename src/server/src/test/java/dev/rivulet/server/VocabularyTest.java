/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Type names use the words of {@code src/docs/architecture.md}, and none that its table refuses. */
class VocabularyTest {

    private static final Pattern ROW = Pattern.compile("\\| ([a-z, ]+) \\| [^|]+ \\| ([A-Za-z, ]*)\\|");
    private static final List<String> REFUSED_EVERYWHERE = List.of("Utils", "Helper", "Manager", "Impl");

    /** In the name of a type it would be another idea; a method stores something, an array has offsets, an observer looks. */
    private static final Set<String> REFUSED_IN_TYPES_ALONE =
            Set.of("Message", "Store", "Offset", "Connection", "Registration", "Manager", "Look");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackagesOf(Channel.class);
    private final List<String> names = classes.stream()
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
    void noMembersNameDoesEither() throws IOException {
        List<String> refused = refused();
        refused.removeAll(REFUSED_IN_TYPES_ALONE);
        assertThat(refused).contains("Tally", "News", "Fallen");
        List<JavaMember> members =
                classes.stream().flatMap(type -> type.getMembers().stream()).toList();
        assertThat(members).hasSizeGreaterThan(1_000);
        assertThat(members.stream()
                        .filter(member -> words(member.getName()).stream().anyMatch(refused::contains))
                        .map(JavaMember::getFullName))
                .isEmpty();
    }

    @Test
    void aWordIsFoundWhereverItStandsInAName() {
        assertThat(words("ChannelTally")).containsExactly("Channel", "Tally");
        assertThat(words("tallyOf")).contains("Tally");
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
        String first = name.isEmpty() ? name : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return Stream.of(first.split("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-z])(?=[0-9])"))
                .toList();
    }
}
