/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.support.DocumentationPage;
import dev.rivulet.it.support.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JavaScript of each page, in blocks of its own and in those of HTML, is JavaScript. */
class ScriptsTest {

    private static final Pattern MODULE = Pattern.compile("<script type=\"module\">\n(.*?)</script>", Pattern.DOTALL);

    @ParameterizedTest
    @MethodSource("scripts")
    void isParsed(String script, @TempDir Path directory) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("snippet.mjs"), script);
        Process node = Program.named("node")
                .command("--check", file.toString())
                .redirectErrorStream(true)
                .start();
        String complaints = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(node.waitFor()).as(complaints).isZero();
    }

    @Test
    void thereAreSuchScripts() {
        assertThat(scripts()).hasSizeGreaterThan(6);
    }

    private static List<String> scripts() {
        return DocumentationPage.all().stream()
                .flatMap(page -> Stream.concat(
                        page.blocks("js").stream(), page.blocks("html").stream().flatMap(ScriptsTest::modules)))
                .toList();
    }

    private static Stream<String> modules(String html) {
        return MODULE.matcher(html).results().map((MatchResult module) -> module.group(1));
    }
}
