/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of {@code src/docs}.
 *
 * @param name its path below that directory
 * @param text its Markdown
 */
public record DocumentationPage(String name, String text) {

    private static final Path DOCS =
            Path.of(System.getProperty("basedir"), "..", "docs").normalize();

    /** All of them, sorted. */
    public static List<DocumentationPage> all() {
        try (Stream<Path> files = Files.walk(DOCS)) {
            return files.map(file -> DOCS.relativize(file).toString())
                    .filter(name -> name.endsWith(".md"))
                    .sorted()
                    .map(DocumentationPage::named)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one at that path below {@code src/docs}. */
    public static DocumentationPage named(String name) {
        try {
            return new DocumentationPage(name, Files.readString(DOCS.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The code in its blocks of a language. */
    public List<String> blocks(String language) {
        return blocks(language, text);
    }

    /** The code in some Markdown's blocks of a language. */
    static List<String> blocks(String language, String text) {
        return Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
