/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Stream;

/** Streams that show one requirement each, and what they come to. */
public final class StreamCorpus {

    private static final String NO_ID = "";
    private static final long NO_RETRY = -1;

    private StreamCorpus() {}

    /** A stream, and what it comes to. */
    public record Case(int requirement, String name, String octets, String idBefore, ParsedStream expected) {

        /** What the octets, one a char, stand for. */
        public byte[] stream() {
            return octets.getBytes(ISO_8859_1);
        }

        @Override
        public String toString() {
            return "r" + requirement + " " + name;
        }
    }

    /** All of them. */
    public static Stream<Case> cases() {
        return Stream.of(
                events(18, "mark dropped", "\uFEFFdata:a\n\n", "a"),
                events(18, "second mark is data", "\uFEFF\uFEFFdata:a\n\ndata:b\n\n", "b"),
                events(18, "later mark is data", "data:\uFEFFa\n\n\uFEFFdata:b\n\n", "\uFEFFa"),
                events(18, "mark before an empty line", "\uFEFF\ndata:a\n\n", "a"),
                raw(18, "half a mark", "\u00EF\u00BBdata:a\n\ndata:b\n\n", "b"),
                events(19, "LF", "data:a\ndata:b\n\n", "a\nb"),
                events(19, "CR", "data:a\rdata:b\r\r", "a\nb"),
                events(19, "CRLF", "data:a\r\ndata:b\r\n\r\n", "a\nb"),
                events(19, "mixed", "data:a\r\n\rdata:b\n\r\ndata:c\r\r\ndata:d\r\n\n", "a", "b", "c", "d"),
                events(19, "LF CR is two ends", "data:a\n\rdata:b\n\r", "a", "b"),
                events(19, "empty lines between", "\n\n\r\r\n\ndata:a\n\n\n\ndata:b\n\n", "a", "b"),
                events(20, "one space", "data: a\n\n", "a"),
                events(20, "two spaces", "data:  a\n\n", " a"),
                events(20, "tab stays", "data:\ta\n\n", "\ta"),
                events(20, "trailing space stays", "data: a \n\n", "a "),
                events(20, "colons in a value", "data:a:b: c\n\n", "a:b: c"),
                events(
                        20,
                        "names match exactly",
                        "Data:1\nDATA:2\ndata\0:3\nda-ta:4\n data:5\ndata :6\ndat:7\ndata:a\n\n",
                        "a"),
                events(20, "unknown field", "foo:x\nfoo\n:foo\nevents:x\ndata:a\n\n", "a"),
                events(21, "no colon", "data\n\n", ""),
                events(21, "empty", "data:\n\n", ""),
                events(21, "two empty ones", "data\ndata:\n\n", "\n"),
                events(21, "space only", "data: \n\n", ""),
                events(21, "empty between", "data:a\ndata\ndata:b\n\n", "a\n\nb"),
                events(21, "NUL", "data:a\0b\n\n", "a\0b"),
                events(21, "no data, no event", "event:test\n\n\ndata:a\n\n", "a"),
                events(22, "comments", ":\n:x\n: data:b\ndata:a\n:y\ndata:b\n:\n\n:\n\n", "a\nb"),
                events(22, "long comment", ":" + "x".repeat(20_000) + "\ndata:a\n\n", "a"),
                full(23, "name", "event:test\ndata:a\n\n", NO_ID, NO_ID, NO_RETRY, "test|a|"),
                full(
                        23,
                        "empty name",
                        "event:test\nevent:\ndata:a\n\nevent\ndata:b\n\n",
                        NO_ID,
                        NO_ID,
                        NO_RETRY,
                        "message|a|",
                        "message|b|"),
                full(
                        23,
                        "name of one block",
                        "event:test\n\ndata:a\n\nevent:test\ndata:b\n\ndata:c\n\n",
                        NO_ID,
                        NO_ID,
                        NO_RETRY,
                        "message|a|",
                        "test|b|",
                        "message|c|"),
                full(23, "last name", "event:x\ndata:a\nevent:test\n\n", NO_ID, NO_ID, NO_RETRY, "test|a|"),
                full(
                        24,
                        "id persists",
                        "id:1\ndata:a\n\ndata:b\n\n",
                        NO_ID,
                        "1",
                        NO_RETRY,
                        "message|a|1",
                        "message|b|1"),
                full(
                        24,
                        "id cleared with a colon",
                        "id:1\ndata:a\n\nid:\ndata:b\n\ndata:c\n\n",
                        NO_ID,
                        NO_ID,
                        NO_RETRY,
                        "message|a|1",
                        "message|b|",
                        "message|c|"),
                full(
                        24,
                        "id cleared without",
                        "id:1\ndata:a\n\nid\ndata:b\n\n",
                        NO_ID,
                        NO_ID,
                        NO_RETRY,
                        "message|a|1",
                        "message|b|"),
                full(
                        24,
                        "id with NUL",
                        "id:1\nid:2\0\ndata:a\n\nid:\0\ndata:b\n\n",
                        NO_ID,
                        "1",
                        NO_RETRY,
                        "message|a|1",
                        "message|b|1"),
                full(24, "id without data", "id:1\n\ndata:a\n\nid:2\n\n", NO_ID, "2", NO_RETRY, "message|a|1"),
                full(
                        24,
                        "id that is not ASCII",
                        "id:\u2026\u00e9\uD83D\uDE00\ndata:a\n\n",
                        NO_ID,
                        "\u2026\u00e9\uD83D\uDE00",
                        NO_RETRY,
                        "message|a|\u2026\u00e9\uD83D\uDE00"),
                full(25, "incomplete block", "data:a\n\nid:1\ndata:b\n", NO_ID, NO_ID, NO_RETRY, "message|a|"),
                full(25, "incomplete line", "id:1\ndata:a\n\nid:2\n\ndata:b", NO_ID, "2", NO_RETRY, "message|a|1"),
                full(25, "only CR is missing nothing", "id:1\rdata:a\r\r", NO_ID, "1", NO_RETRY, "message|a|1"),
                full(25, "incomplete CRLF", "id:1\r\ndata:a\r\n", NO_ID, NO_ID, NO_RETRY),
                full(26, "id of the source", "data:a\n\n", "7", "7", NO_RETRY, "message|a|7"),
                full(26, "incomplete block keeps it", "id:8\ndata:a\n", "7", "7", NO_RETRY),
                full(26, "cleared by the stream", "id\n\n", "7", NO_ID, NO_RETRY),
                raw(27, "stray bytes", "data:\u00FFa\u00C0\u0080b\n\n", "\uFFFDa\uFFFD\uFFFDb"),
                raw(27, "cut sequence", "data:\u00E2\u0082\n\n", "\uFFFD"),
                raw(27, "cut sequence before a letter", "data:\u00F0\u009F\u0098x\n\n", "\uFFFDx"),
                raw(27, "surrogate, as the JDK decodes it", "data:\u00ED\u00A0\u0080\n\n", "\uFFFD"),
                events(27, "well formed", "data:\u00e9\u20ac\uD83D\uDE00\n\n", "\u00e9\u20ac\uD83D\uDE00"),
                full(16, "without data", "retry:03000\n\n", NO_ID, NO_ID, 3_000),
                full(16, "in an incomplete block", "retry:1\n", NO_ID, NO_ID, 1),
                full(
                        16,
                        "bad values",
                        "retry:5\nretry:1000x\nretry:\nretry\nretry:-1\nretry:+1\nretry: 1 \nretry:1.5\nretry:0x1\n\n",
                        NO_ID,
                        NO_ID,
                        5),
                full(16, "too large", "retry:99999999999999999999\n\n", NO_ID, NO_ID, Long.MAX_VALUE),
                full(16, "largest", "retry:9223372036854775807\n\n", NO_ID, NO_ID, Long.MAX_VALUE));
    }

    private static Case events(int requirement, String name, String stream, String... data) {
        return full(requirement, name, stream, NO_ID, NO_ID, NO_RETRY, messages(data));
    }

    /** One char a byte. */
    private static Case raw(int requirement, String name, String stream, String... data) {
        return new Case(requirement, name, stream, NO_ID, new ParsedStream(List.of(messages(data)), NO_ID, NO_RETRY));
    }

    private static Case full(
            int requirement,
            String name,
            String stream,
            String idBefore,
            String idAfter,
            long retry,
            String... events) {
        return new Case(
                requirement,
                name,
                new String(stream.getBytes(UTF_8), ISO_8859_1),
                idBefore,
                new ParsedStream(List.of(events), idAfter, retry));
    }

    private static String[] messages(String... data) {
        return Stream.of(data)
                .map(text -> ParsedStream.event("message", text, NO_ID))
                .toArray(String[]::new);
    }
}
