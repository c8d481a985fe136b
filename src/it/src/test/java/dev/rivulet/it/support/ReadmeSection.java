/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A section of the README at the repository's root.
 *
 * @param text what stands between its title and the next one
 */
public record ReadmeSection(String text) {

    /** The section below that second-level title. */
    public static ReadmeSection titled(String title) throws IOException {
        String readme = Files.readString(
                Path.of(System.getProperty("basedir"), "..", "..", "README.md").normalize());
        Pattern section = Pattern.compile(Pattern.quote("## " + title) + "\n(.*?)(?=\n## |\\z)", Pattern.DOTALL);
        return new ReadmeSection(firstIn(readme, section).group(1));
    }

    /** The code in its blocks of a language. */
    public List<String> blocks(String language) {
        return DocumentationPage.blocks(language, text);
    }

    /** What matches first. */
    public MatchResult first(Pattern pattern) {
        return firstIn(text, pattern);
    }

    private static MatchResult firstIn(String text, Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new NoSuchElementException(pattern + " is nowhere in:\n" + text);
        }
        return matcher.toMatchResult();
    }
}
