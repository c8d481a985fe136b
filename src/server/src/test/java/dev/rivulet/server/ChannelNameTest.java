/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "prices", "user-42", "A.b_c~d:e-9", "rivulet", "Rivulet:x"})
    void whatCanStandInAUrlIsAName(String name) {
        assertThat(ChannelName.of(name).value()).isEqualTo(name);
        assertThat(ChannelName.of(name)).hasToString(name).isEqualTo(ChannelName.of(name));
        assertThat(ChannelName.of(name).isOfUser()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a\nb", "\u00e4", "*", "@me", "@ann", "a/b", "rivulet:gap"})
    void whatCannotIsNamedWithTheRule(String name) {
        assertThatThrownBy(() -> ChannelName.of(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining('"' + name + '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a\nb", "\u00e4", "*", "@me", "@ann", "a/b", "rivulet:gap"})
    void whatCannotBeReadIsNone(String name) {
        assertThat(ChannelName.parse(name)).isEmpty();
    }

    @Test
    void whatIsReadIsWhatIsMade() {
        assertThat(ChannelName.parse("A.b_c~d:e-9")).contains(ChannelName.of("A.b_c~d:e-9"));
        assertThat(ChannelName.parse("x".repeat(128))).isPresent();
        assertThat(ChannelName.parse("x".repeat(129))).isEmpty();
    }

    @Test
    void namesAreSortedByTheirTexts() {
        assertThat(List.of(ChannelName.of("b"), ChannelName.ofUser("z"), ChannelName.of("a")).stream()
                        .sorted())
                .containsExactly(ChannelName.ofUser("z"), ChannelName.of("a"), ChannelName.of("b"));
    }

    @Test
    void aNameHasAnEnd() {
        assertThat(ChannelName.of("x".repeat(128)).value()).hasSize(128);
        assertThatThrownBy(() -> ChannelName.of("x".repeat(129))).hasMessageContaining("1 to 128 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "ann, @ann",
        "me, @me",
        "Ann.B-c_d~9, @Ann.B-c_d~9",
        "ann@example.org, @ann:0040example.org",
        "m\u00fcller, @m:00fcller",
        "a:0040, @a:003a0040",
        "'CN=Ann,O=X', @CN:003dAnn:002cO:003dX"
    })
    void aUsersNameIsReadAgainInTheChannels(String principal, String expected) {
        assertThat(ChannelName.ofUser(principal).value()).isEqualTo(expected);
        assertThat(ChannelName.ofUser(principal).isOfUser()).isTrue();
    }

    /** Of such pieces are those made that want to be someone else. */
    @Test
    void noTwoUsersHaveOneChannel() {
        List<String> pieces = List.of(
                "a", ":", "@", "0040", "::", "\uD83D", "\uDE00", "\uD83D\uDE00", "?", "\0", "\u00e4", "A", "-", " ");
        Random random = new Random(7);
        Set<String> users = new HashSet<>();
        Set<String> channels = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder user = new StringBuilder();
            for (int n = 1 + random.nextInt(40); n > 0; n--) {
                user.append(pieces.get(random.nextInt(pieces.size())));
            }
            users.add(user.toString());
            channels.add(ChannelName.ofUser(user.toString()).value());
        }
        assertThat(channels)
                .hasSameSizeAs(users)
                .allSatisfy(name -> assertThat(name).matches("@[A-Za-z0-9._~:-]{1,127}"));
    }

    @Test
    void aLongNameIsHashedAndNobodyCanBeCalledLikeAHash() {
        String hashed = ChannelName.ofUser("x".repeat(128)).value();
        assertThat(ChannelName.ofUser("x".repeat(127)).value()).isEqualTo('@' + "x".repeat(127));
        assertThat(hashed).startsWith("@::").hasSize(67);
        assertThat(ChannelName.ofUser("x".repeat(129)).value()).isNotEqualTo(hashed);
        assertThat(ChannelName.ofUser(hashed.substring(1)).value()).isNotEqualTo(hashed);
    }

    @Test
    void nobodyHasNoChannel() {
        assertThatThrownBy(() -> ChannelName.ofUser("")).isInstanceOf(IllegalArgumentException.class);
    }
}
