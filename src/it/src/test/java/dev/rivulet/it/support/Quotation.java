/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A question of the samples' page, and the answer that is in the text which the samples quote from.
 *
 * @param question what to ask
 * @param answer byte for byte
 */
public record Quotation(String question, String answer) {

    /** Two paragraphs, with characters of one to four bytes. */
    public static final Quotation OF_MANY_SCRIPTS = of(
            "Does a naïve café arrive as it was sent, and a wave?", "Server-sent events are", "The format is always");

    /** Three paragraphs, for a quarter of a minute. */
    public static final Quotation LONGER = of(
            "How does a browser come back when its connection breaks?",
            "Server-sent events are",
            "When a connection breaks",
            "Some streams have");

    /** All that there is, for longer than an answer is written that nobody reads. */
    public static final Quotation WHOLE = of("And in all?", "");

    /** What is written before a failure that was asked for. */
    public String firstHalf() {
        List<String> words = words();
        return String.join("", words.subList(0, words.size() / 2));
    }

    /** Each with the space that follows it. */
    public List<String> words() {
        return List.of(answer.split("(?<=\\s)(?=\\S)"));
    }

    private static Quotation of(String question, String... beginnings) {
        Path text = Path.of(
                System.getProperty("basedir"),
                "../samples/src/main/resources/dev/rivulet/samples/answers/server-sent-events.txt");
        try {
            return new Quotation(
                    question,
                    Arrays.stream(Files.readString(text).strip().split("\n\n"))
                            .filter(paragraph -> Arrays.stream(beginnings).anyMatch(paragraph::startsWith))
                            .collect(Collectors.joining("\n\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
