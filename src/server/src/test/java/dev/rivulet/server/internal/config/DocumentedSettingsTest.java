/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The settings that pages show in a block of properties can be pasted: an application with them starts, without a warning. */
class DocumentedSettingsTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern BLOCK =
            Pattern.compile("^ *```properties\n(.*?)^ *```$", Pattern.MULTILINE | Pattern.DOTALL);

    @ParameterizedTest
    @MethodSource("blocks")
    void areAccepted(Map<String, String> settings) {
        SettingsSource pasted = new FakeSource(settings, Map.of());

        assertThat(new Misspellings(pasted, Set.of()).warnings()).isEmpty();
        assertThatCode(() -> Settings.read(pasted, Set.of())).doesNotThrowAnyException();
    }

    @Test
    void thereAreSuchBlocks() throws IOException {
        assertThat(blocks()).hasSizeGreaterThan(2);
    }

    private static List<Map<String, String>> blocks() throws IOException {
        List<Map<String, String>> blocks = new ArrayList<>();
        try (Stream<Path> pages = Files.walk(DOCS)) {
            for (Path page :
                    pages.filter(path -> path.toString().endsWith(".md")).toList()) {
                for (MatchResult block :
                        BLOCK.matcher(Files.readString(page)).results().toList()) {
                    Properties properties = new Properties();
                    properties.load(new StringReader(block.group(1)));
                    Map<String, String> settings = new TreeMap<>();
                    properties.stringPropertyNames().stream()
                            .filter(key -> key.startsWith(Setting.PREFIX))
                            .forEach(key -> settings.put(key, properties.getProperty(key)));
                    if (!settings.isEmpty()) {
                        blocks.add(settings);
                    }
                }
            }
        }
        return blocks;
    }
}
