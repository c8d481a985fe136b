/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide's page on settings says what the code does. */
class SettingsGuideTest {

    private static final Path GUIDE = Path.of("..", "docs", "guide", "settings.md");

    @Test
    void hasTheTablesOfTheCode() throws Exception {
        String guide = Files.readString(GUIDE);
        List<String> rows = guide.lines()
                .filter(line -> line.startsWith("## ") || line.startsWith("|"))
                .toList();
        String tables =
                SettingsTable.SUBJECTS.stream().map(SettingsGuideTest::table).collect(Collectors.joining("\n"));
        assertThat(String.join("\n", rows))
                .as("the tables of %s; paste those that are missing:%n%s%n", GUIDE, tables)
                .isEqualTo(tables);
    }

    @Test
    void everySettingIsInATable() {
        assertThat(Arrays.stream(SettingsTable.class.getDeclaredFields())
                        .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == Setting.class)
                        .map(field -> {
                            try {
                                return ((Setting<?>) field.get(null)).key();
                            } catch (IllegalAccessException e) {
                                throw new AssertionError(e);
                            }
                        }))
                .hasSizeGreaterThan(20)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        SettingsTable.all().map(Setting::key).toList());
    }

    private static String table(SettingsTable.Subject subject) {
        Stream<String> head =
                Stream.of("## " + subject.title(), "| key | default | meaning | limits |", "|---|---|---|---|");
        return Stream.concat(head, subject.settings().stream().map(SettingsGuideTest::row))
                .collect(Collectors.joining("\n"));
    }

    private static String row(Setting<?> setting) {
        return Stream.of(
                        '`' + setting.key() + '`',
                        setting.shownDefault(),
                        setting.meaning(),
                        setting.syntax().limits())
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}
