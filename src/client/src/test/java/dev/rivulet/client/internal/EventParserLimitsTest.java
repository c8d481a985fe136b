/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.client.StreamLimitException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stream may make the parser keep. */
class EventParserLimitsTest {

    private static final int LINE = 100;
    private static final int EVENT = 250;

    private final List<String> comments = new ArrayList<>();
    private final EventParser parser = new EventParser(new Limits(LINE, EVENT), comments::add);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 10_000})
    void lineOfTheLimitIsRead(int piece) {
        assertThat(parse("data:" + "x".repeat(LINE - 5) + "\r\n\n", piece).events())
                .containsExactly("message|" + "x".repeat(LINE - 5) + "|");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 10_000})
    void lineBeyondTheLimitIsRefused(int piece) {
        assertThatThrownBy(() -> parse("data:" + "x".repeat(LINE - 4) + "\n\n", piece))
                .isInstanceOf(StreamLimitException.class)
                .hasMessageContaining("100 bytes");
    }

    @Test
    void lineWithoutEndIsRefusedBeforeItsEnd() {
        assertThatThrownBy(() -> parse("foo".repeat(40), 10)).isInstanceOf(StreamLimitException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 10_000})
    void eventOfTheLimitIsRead(int piece) {
        String line = "x".repeat(82);
        String last = "x".repeat(EVENT - 2 * 83);
        assertThat(parse("data:" + line + "\ndata:" + line + "\ndata:" + last + "\n\n", piece)
                        .events())
                .containsExactly("message|" + line + "\n" + line + "\n" + last + "|");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 10_000})
    void eventBeyondTheLimitIsRefused(int piece) {
        assertThatThrownBy(() -> parse(("data:" + "x".repeat(90) + "\n").repeat(3) + "\n", piece))
                .isInstanceOf(StreamLimitException.class)
                .hasMessageContaining("250 bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 10_000})
    void longCommentIsSkippedAndKeepsNothing(int piece) {
        assertThat(parse(":" + "x".repeat(1_000) + "\n: short\r:" + "y".repeat(1_000) + "\r\ndata:a\n\n", piece)
                        .events())
                .containsExactly("message|a|");
        assertThat(comments).containsExactly(" short");
    }

    @Test
    void parserReadsOnAfterAResetBehindALimit() {
        assertThatThrownBy(() -> parse("id:9\ndata:" + "x".repeat(200), 10)).isInstanceOf(StreamLimitException.class);
        assertThat(parse("data:a\n\n", 3).events()).containsExactly("message|a|");
    }

    @Test
    void megabyteOfDataIsReadWithTheDefaults() {
        EventParser usual = new EventParser(Limits.DEFAULT, null);
        String text = "x".repeat((1 << 20) - 5);
        ParsedStream parsed = ParsedStream.of(usual, "", pieces("data:" + text + "\n\ndata:b\n\n", 8_192));
        assertThat(parsed.events()).containsExactly("message|" + text + "|", "message|b|");
    }

    private ParsedStream parse(String stream, int piece) {
        return ParsedStream.of(parser, "", pieces(stream, piece));
    }

    private static List<byte[]> pieces(String stream, int piece) {
        List<byte[]> pieces = new ArrayList<>();
        for (int start = 0; start < stream.length(); start += piece) {
            pieces.add(stream.substring(start, Math.min(stream.length(), start + piece))
                    .getBytes(UTF_8));
        }
        return pieces;
    }
}
