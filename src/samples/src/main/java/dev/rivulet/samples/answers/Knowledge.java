/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples.answers;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that this application can say: a text on server-sent events. It quotes, it makes nothing up. */
@ApplicationScoped
public class Knowledge {

    private static final String TEXT = "server-sent-events.txt";
    private static final int QUOTED = 3;
    private static final int SHORTEST = 4; // of the words that say what a question is about

    /** The three paragraphs that share the most words with the question; the whole text if none shares any. */
    String about(String question) {
        Set<String> asked = words(question).collect(Collectors.toSet());
        List<String> paragraphs = paragraphs();
        Set<String> quoted = paragraphs.stream()
                .filter(paragraph -> shared(paragraph, asked) > 0)
                .sorted(Comparator.comparingLong((String paragraph) -> shared(paragraph, asked))
                        .reversed())
                .limit(QUOTED)
                .collect(Collectors.toSet());
        return paragraphs.stream()
                .filter(paragraph -> quoted.isEmpty() || quoted.contains(paragraph))
                .collect(Collectors.joining("\n\n"));
    }

    private static long shared(String paragraph, Set<String> asked) {
        return words(paragraph).distinct().filter(asked::contains).count();
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\d-]+"))
                .filter(word -> word.length() >= SHORTEST);
    }

    private static List<String> paragraphs() {
        try (InputStream text = Knowledge.class.getResourceAsStream(TEXT)) {
            return List.of(new String(text.readAllBytes(), UTF_8).strip().split("\n\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
