/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The guide's table of settings has what the builder has, neither more nor less. */
class ClientGuideTest {

    private static final Pattern NAME = Pattern.compile("`(\\w+)(?:\\([^`]*\\))?`");

    @Test
    void tableHasEverySettingOfTheBuilderAndNoOther() throws IOException {
        List<String> guide = Files.readAllLines(Path.of("..", "docs", "guide", "client.md"));
        int start = guide.indexOf("| setting | default | meaning | limits |") + 2;

        Set<String> documented = guide.subList(start, guide.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|", 3)[1])
                .flatMap(names -> NAME.matcher(names).results().map((MatchResult name) -> name.group(1)))
                .collect(Collectors.toSet());

        assertThat(start).isGreaterThan(1);
        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventSourceBuilder.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(Method::getName)
                        .filter(name -> !name.equals("open"))
                        .collect(Collectors.toSet()));
    }
}
