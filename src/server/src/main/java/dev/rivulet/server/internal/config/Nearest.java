/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a misspelt word was meant to be: the offer that the fewest insertions, deletions and replacements make of it. */
final class Nearest {

    private int distance = Integer.MAX_VALUE;
    private @Nullable String shown;

    /**
     * Compares, whatever the case. More than a third that differs is another word, and so are words that differ in digits
     * alone: {@code room-1} is not {@code room-2} misspelt.
     */
    void offer(String word, String offered, String shownAs) {
        String one = word.toLowerCase(Locale.ROOT);
        String other = offered.toLowerCase(Locale.ROOT);
        int found = distance(one, other);
        if (found < distance
                && found <= Math.max(one.length(), other.length()) / 3
                && (found == 0 || !withoutDigits(one).equals(withoutDigits(other)))) {
            distance = found;
            shown = shownAs;
        }
    }

    Optional<String> found() {
        return Optional.ofNullable(shown);
    }

    private static String withoutDigits(String word) {
        return word.replaceAll("[0-9]", "");
    }

    /** Levenshtein's, row by row. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
