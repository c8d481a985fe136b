/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which messages named {@code rivulet:end} are a channel's end: any server may use the name. */
class EndDataTest extends ScriptedTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "done",
                "null",
                "\"ended\"",
                "[]",
                "{}",
                "{\"channel\":\"a\"}",
                "{\"outcome\":\"ended\"}",
                "{\"channel\":\"\",\"outcome\":\"ended\"}",
                "{\"channel\":null,\"outcome\":\"ended\"}",
                "{\"channel\":7,\"outcome\":\"ended\"}",
                "{\"channel\":[\"a\"],\"outcome\":\"ended\"}",
                "{\"channel\":{\"name\":\"a\"},\"outcome\":\"ended\"}",
                "{\"channel\":\"a\",\"outcome\":\"Ended\"}",
                "{\"channel\":\"a\",\"outcome\":\"cancelled\"}",
                "{\"channel\":\"a\",\"outcome\":true}",
                "{\"channel\":\"a\",\"outcome\":\"failed\",\"reason\":503}",
                "{\"channel\":\"a\",\"outcome\":\"failed\",\"reason\":[]}",
                "{\"channel\":\"a\",\"outcome\":\"ended\",\"channel\":\"b\"}",
                "[{\"channel\":\"a\",\"outcome\":\"ended\"}]",
                "{\"channel\":\"a\",\"outcome\":\"ended\"} {}",
                "{\"channel\":\"a\",\"outcome\":\"ended\",}",
                "{\"channel\":\"a\" \"outcome\":\"ended\"}",
                "{\"channel\":\"a\",\"outcome\":\"ended\"",
                "{\"channel\":\"a\",\"outcome\":\"ended",
                "{\"channel\":\"a\",\"outcome\":\"ended\\",
                "{\"channel\":\"a\",\"outcome\":",
                "{\"channel\":\"a\\x\",\"outcome\":\"ended\"}",
                "{\"channel\":\"a\\u00g0\",\"outcome\":\"ended\"}",
                "{\"channel\":\"a\\u00\u0661\u0661\",\"outcome\":\"ended\"}",
                "{\"channel\":\"a\tb\",\"outcome\":\"ended\"}",
                "{channel:\"a\",outcome:\"ended\"}",
                "{'channel':'a','outcome':'ended'}",
                "{\"channel\":\"a\",\"outcome\":\"ended\",\"n\":01}",
                "{\"channel\":\"a\",\"outcome\":\"ended\",\"n\":.5}",
                "{\"channel\":\"a\",\"outcome\":\"ended\",\"n\":nul}",
                "\u00a0{\"channel\":\"a\",\"outcome\":\"ended\"}",
                "<end channel=\"a\"/>"
            })
    void dataThatIsNotRivuletsIsAnOrdinaryMessage(String data) {
        for (Way way : Way.values()) {
            isAnOrdinaryMessage(way, data);
        }
    }

    /** As much as an event may have, and more levels than a stack. */
    @ParameterizedTest
    @MethodSource("huge")
    void hugeDataIsAnOrdinaryMessage(String data) {
        isAnOrdinaryMessage(Way.JDK, data);
    }

    private static Stream<String> huge() {
        String line = "[".repeat(1_000_000);
        String end = "\"channel\":\"a\",\"outcome\":\"ended\"}";
        return Stream.of(
                line,
                "{\"deep\":" + line + "\n" + line + "\n" + line,
                "{\"deep\":" + "{\"n\":".repeat(150_000),
                "{\"deep\":" + "[".repeat(100) + "]".repeat(100) + "," + end,
                "{\"text\":\"" + "x".repeat(1_000_000) + "\n\"," + end,
                "9".repeat(1_000_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"channel\":\"a\",\"outcome\":\"ended\"} | a | ENDED |",
                "{\"outcome\":\"ended\",\"channel\":\"a\"} | a | ENDED |",
                "` { \"channel\" : \"a\" , \"outcome\" : \"ended\" } ` | a | ENDED |",
                "{\"channel\":\"a\",\"outcome\":\"failed\"} | a | FAILED |",
                "{\"channel\":\"a\",\"outcome\":\"failed\",\"reason\":null} | a | FAILED |",
                "{\"channel\":\"a\",\"outcome\":\"failed\",\"reason\":\"\"} | a | FAILED | ``",
                "{\"channel\":\"a\",\"outcome\":\"failed\",\"reason\":\"a \\\"b\\\" \\\\ \\/ c\"} | a | FAILED | a \"b\" \\ / c",
                "{\"channel\":\"\\u00e4\\uD83D\\uDE00\",\"outcome\":\"\\u0065nded\"} | \u00e4\ud83d\ude00 | ENDED |",
                "{\"channel\":\"a\",\"outcome\":\"ended\",\"at\":-1.5e+3,\"more\":[1,{\"x\":[]},null,true],\"o\":{}} | a | ENDED |"
            })
    void dataThatIsRivuletsIsRead(String data, String channel, EndEvent.Outcome outcome, String reason) {
        Recorder recorder = open(Way.JDK);
        accept(recorder).write("event:rivulet:end\ndata:" + data + "\n\n");
        EndEvent end = recorder.end();
        assertThat(end.channel()).isEqualTo(channel);
        assertThat(end.outcome()).isEqualTo(outcome);
        assertThat(end.reason()).isEqualTo(java.util.Optional.ofNullable(reason));
        assertThat(end.lastEventId()).isEmpty();
    }

    @Test
    void dataOfSeveralLinesAndOfEveryEscapeIsRead() {
        Recorder recorder = open(Way.JDK);
        accept(recorder).write("""
                event:rivulet:end
                data:{"channel":"a",
                data:"outcome":"failed",
                data:"reason":"\\b\\f\\n\\r\\t"}

                """);
        assertThat(recorder.end().reason()).hasValue("\b\f\n\r\t");
    }

    @Test
    void reasonMayBeAsLongAsAnEvent() {
        String reason = "x".repeat(900_000);
        Recorder recorder = open(Way.JDK);
        accept(recorder)
                .write("event:rivulet:end\ndata:{\"channel\":\"a\",\"outcome\":\"failed\",\"reason\":\"" + reason
                        + "\"}\n\n");
        assertThat(recorder.end().reason()).hasValue(reason);
    }

    @ParameterizedTest
    @EnumSource
    void nameIsMatchedExactly(Way way) {
        Recorder recorder = open(way);
        accept(recorder).write("""
                event:rivulet:End
                data:{"channel":"a","outcome":"ended"}

                data:{"channel":"a","outcome":"ended"}

                """).end();
        assertThat(recorder.message().type()).isEqualTo("message");
        recorder.interrupted();
    }

    private void isAnOrdinaryMessage(Way way, String data) {
        Recorder recorder = open(way);
        accept(recorder)
                .write("event:rivulet:end\ndata:" + data.replace("\n", "\ndata:") + "\n\n")
                .end();
        assertThat(recorder.data()).isEqualTo(data);
        assertThat(recorder.interrupted().cause()).isEmpty(); // no EndEvent before it
        recorder.source().close();
        org.awaitility.Awaitility.await().until(() -> time.pending() == 0);
    }
}
