/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of channels: each {@code *} stands for any number of characters, none among them. */
final class NamePattern {

    /** The more characters other than {@code *}, the more exact; of equally many, the later the first {@code *}. */
    static final Comparator<NamePattern> MOST_EXACT_FIRST = Comparator.comparingLong(NamePattern::literals)
            .thenComparingInt(pattern -> pattern.text.indexOf('*'))
            .reversed();

    private static final char END = '\0';

    private final String text;
    private final Pattern names;

    NamePattern(String text) {
        this.text = text;
        this.names = Pattern.compile(
                Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    /** Whether a text is a pattern, and not the name of one channel: no name has a {@code *}. */
    static boolean isPattern(String text) {
        return text.contains("*");
    }

    String text() {
        return text;
    }

    boolean fits(String name) {
        return names.matcher(name).matches();
    }

    /** Whether a name may fit both while neither is more exact. */
    boolean rivals(NamePattern other) {
        return MOST_EXACT_FIRST.compare(this, other) == 0 && overlaps(text, other.text);
    }

    private long literals() {
        return text.chars().filter(character -> character != '*').count();
    }

    /** Cell {@code [i][j]} says whether some text fits both what the one has from i on and what the other has from j on. */
    private static boolean overlaps(String one, String other) {
        boolean[][] common = new boolean[one.length() + 1][other.length() + 1];
        for (int i = one.length(); i >= 0; i--) {
            for (int j = other.length(); j >= 0; j--) {
                char a = i < one.length() ? one.charAt(i) : END;
                char b = j < other.length() ? other.charAt(j) : END;
                if (a == '*' || b == '*') { // it ends here, or takes what is opposite
                    common[i][j] = (a != END && common[i + 1][j]) || (b != END && common[i][j + 1]);
                } else {
                    common[i][j] = a == b && (a == END || common[i + 1][j + 1]);
                }
            }
        }
        return common[0][0];
    }
}
