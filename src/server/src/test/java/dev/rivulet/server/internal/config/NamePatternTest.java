/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {

    @ParameterizedTest
    @CsvSource({
        "user-*,user-42,true",
        "user-*,user-,true",
        "user-*,user,false",
        "user-*,a-user-42,false",
        "*-eu,prices-eu,true",
        "*-eu,prices-eu-2,false",
        "a*b*c,abc,true",
        "a*b*c,a1b2b3c,true",
        "a*b*c,acb,false",
        "a.*,ab,false",
        "*,anything,true"
    })
    void aStarStandsForAnyNumberOfCharacters(String pattern, String name, boolean fits) {
        assertThat(new NamePattern(pattern).fits(name)).isEqualTo(fits);
    }

    @Test
    void moreCharactersAreMoreExactAndThenTheLaterStar() {
        List<String> sorted = Stream.of("*", "*-42", "user-*-a", "u*", "user-*", "us*r-")
                .map(NamePattern::new)
                .sorted(NamePattern.MOST_EXACT_FIRST)
                .map(NamePattern::text)
                .toList();
        assertThat(sorted).containsExactly("user-*-a", "user-*", "us*r-", "*-42", "u*", "*");
    }

    @ParameterizedTest
    @CsvSource({
        "u-*-a*,u-*-b*,true",
        "u*ab,u*bc,false",
        "u*ab,u*abc,false",
        "u*a,v*a,false",
        "a*b*,a*c*,true",
        "a*bc,a*b*c,true"
    })
    void areRivalsWhereOneNameFitsBothAndNeitherIsMoreExact(String one, String other, boolean rivals) {
        assertThat(new NamePattern(one).rivals(new NamePattern(other))).isEqualTo(rivals);
        assertThat(new NamePattern(other).rivals(new NamePattern(one))).isEqualTo(rivals);
    }

    /** Against every name of up to six characters. */
    @Test
    void rivalsAreFoundWheneverAShortNameFitsBoth() {
        List<String> names = new ArrayList<>(List.of(""));
        for (int i = 0; names.get(i).length() < 6; i++) {
            names.add(names.get(i) + 'a');
            names.add(names.get(i) + 'b');
        }
        Random random = new Random(1);
        int rivals = 0;
        for (int round = 0; round < 2_000; round++) {
            NamePattern one = new NamePattern(randomPattern(random));
            NamePattern other = new NamePattern(randomPattern(random));
            boolean shared = NamePattern.MOST_EXACT_FIRST.compare(one, other) == 0
                    && names.stream().anyMatch(name -> one.fits(name) && other.fits(name));
            assertThat(one.rivals(other))
                    .as(one.text() + " and " + other.text())
                    .isEqualTo(shared);
            rivals += shared ? 1 : 0;
        }
        assertThat(rivals).isBetween(50, 1_950);
    }

    /** Of three characters other than the star: what two such patterns share, they share in six. */
    private static String randomPattern(Random random) {
        StringBuilder pattern = new StringBuilder();
        for (int literals = 0; literals < 3; literals++) {
            pattern.append(random.nextBoolean() ? "*" : "").append(random.nextBoolean() ? 'a' : 'b');
        }
        return pattern.append(random.nextBoolean() ? "*" : "").toString();
    }
}
