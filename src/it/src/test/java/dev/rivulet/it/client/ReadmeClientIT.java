/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.browser.Browser;
import dev.rivulet.it.browser.BrowserExtension;
import dev.rivulet.it.browser.SamplesExtension;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.JavaSources;
import dev.rivulet.it.support.ReadmeSection;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The README's two snippets of one source, as they stand there, against the samples that it tells to start. */
@ExtendWith({BrowserExtension.class, SamplesExtension.class})
class ReadmeClientIT {

    private static final String SERVER = "http://localhost:8080/";

    /** What a reader puts around the snippet; until its input ends, since sources keep no virtual machine alive. */
    private static final String APPLICATION = """
            package readme;

            import dev.rivulet.client.EventSource;
            import dev.rivulet.client.ReadyState;
            import java.io.IOException;
            import java.util.Map;

            public final class Listening {

                private Listening() {}

                public static void main(String... arguments) throws IOException {
                    SNIPPET
                    System.in.read();
                }
            }
            """;

    private static final String CAPTURE = """
            window.lines = [];
            console.log = (...words) => window.lines.push(words.join(" "));
            """;

    private static String java;
    private static String javaScript;

    @BeforeAll
    static void read() throws IOException {
        ReadmeSection section = ReadmeSection.titled("The same in Java");
        assertThat(section.blocks("java")).hasSize(1);
        assertThat(section.blocks("js")).hasSize(1);
        java = section.blocks("java").get(0);
        javaScript = section.blocks("js").get(0);
    }

    @Test
    void snippetsAreTheSameLineForLine() {
        List<String> javaLines = java.lines().toList();
        List<String> scriptLines = javaScript.lines().toList();

        assertThat(javaLines).hasSameSizeAs(scriptLines).hasSizeGreaterThan(5);
        assertThat(IntStream.range(0, javaLines.size()))
                .allMatch(i -> javaLines.get(i).isBlank() == scriptLines.get(i).isBlank());
    }

    @Test
    void javaSnippetCompilesAndHears(App samples, @TempDir Path directory) throws IOException {
        String program = APPLICATION.replace(
                "SNIPPET", java.replace(SERVER, samples.root().toString()));
        Path classes = new JavaSources(List.of(program)).compile(directory);
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        classes + File.pathSeparator + System.getProperty("java.class.path"),
                        "readme.Listening")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            Browser.awaitThat(() -> assertHeard(Files.readAllLines(output, UTF_8)));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void browserSnippetHears(App samples, Browser browser) {
        browser.open(samples.root().resolve("tutorial.html"));
        browser.run(CAPTURE + javaScript.replace(SERVER, samples.root().toString()));

        Browser.awaitThat(() -> assertHeard(((List<?>) browser.run("return window.lines"))
                .stream().map(String::valueOf).toList()));
    }

    /** What anybody hears; {@code open} comes before a slow reader has set its handler. */
    private static void assertHeard(List<String> lines) {
        assertThat(lines)
                .anyMatch(line -> line.matches("message \\d\\d:\\d\\d:\\d\\d"))
                .contains("customEvent Some custom data")
                .allMatch(line -> line.matches("open|message \\d\\d:\\d\\d:\\d\\d|customEvent Some custom data"));
    }
}
