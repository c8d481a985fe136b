/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.client.internal.ParsedStream;
import dev.rivulet.client.internal.StreamCorpus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Requirements 18 to 27, the format, over a wire; {@link EventParserCorpusTest} has them at every split. */
class FormatRequirementsTest extends ScriptedTest {

    static Stream<StreamCorpus.Case> r18ByteOrderMark() {
        return of(18);
    }

    static Stream<StreamCorpus.Case> r19LineEnds() {
        return of(19);
    }

    static Stream<StreamCorpus.Case> r20SpacesAndNames() {
        return of(20);
    }

    static Stream<StreamCorpus.Case> r21Data() {
        return of(21);
    }

    static Stream<StreamCorpus.Case> r22Comments() {
        return of(22);
    }

    static Stream<StreamCorpus.Case> r23Types() {
        return of(23);
    }

    static Stream<StreamCorpus.Case> r24Ids() {
        return of(24);
    }

    static Stream<StreamCorpus.Case> r25IncompleteBlocks() {
        return of(25);
    }

    static Stream<StreamCorpus.Case> r26IdOfANewConnection() {
        return of(26);
    }

    static Stream<StreamCorpus.Case> r27MalformedUtf8() {
        return of(27);
    }

    private static Stream<StreamCorpus.Case> of(int requirement) {
        return StreamCorpus.cases().filter(one -> one.requirement() == requirement);
    }

    @ParameterizedTest
    @MethodSource
    void r18ByteOrderMark(StreamCorpus.Case one) {
        overTheWire(one);
    }

    @ParameterizedTest
    @MethodSource
    void r19LineEnds(StreamCorpus.Case one) {
        overTheWire(one);
    }

    @ParameterizedTest
    @MethodSource
    void r20SpacesAndNames(StreamCorpus.Case one) {
        overTheWire(one);
    }

    @ParameterizedTest
    @MethodSource
    void r21Data(StreamCorpus.Case one) {
        overTheWire(one);
    }

    @ParameterizedTest
    @MethodSource
    void r22Comments(StreamCorpus.Case one) {
        overTheWire(one);
    }

    @ParameterizedTest
    @MethodSource
    void r23Types(StreamCorpus.Case one) {
        overTheWire(one);
    }

    @ParameterizedTest
    @MethodSource
    void r24Ids(StreamCorpus.Case one) {
        overTheWire(one);
    }

    @ParameterizedTest
    @MethodSource
    void r25IncompleteBlocks(StreamCorpus.Case one) {
        overTheWire(one);
    }

    @ParameterizedTest
    @MethodSource
    void r26IdOfANewConnection(StreamCorpus.Case one) {
        overTheWire(one);
    }

    @ParameterizedTest
    @MethodSource
    void r27MalformedUtf8(StreamCorpus.Case one) {
        overTheWire(one);
    }

    @ParameterizedTest
    @EnumSource
    void r18EveryConnectionHasItsOwnMark(Way way) {
        Recorder recorder = open(way);
        for (int i = 0; i < 2; i++) {
            ScriptedExchange exchange = accept(recorder);
            byte[] stream = "\u00EF\u00BB\u00BFdata:a\n\n".getBytes(ISO_8859_1);
            for (byte each : stream) {
                exchange.write(new byte[] {each});
            }
            assertThat(recorder.data()).isEqualTo("a");
            exchange.end();
            recorder.interrupted();
            time.passToTimer();
        }
    }

    @ParameterizedTest
    @EnumSource
    void r19LineThatEndsInCarriageReturnIsActedOnAtOnce(Way way) {
        Recorder recorder = open(way);
        ScriptedExchange exchange = accept(recorder).write("data:a\r\r");
        assertThat(recorder.data()).isEqualTo("a"); // and no byte has followed
        exchange.write("\ndata:b\n\n");
        assertThat(recorder.data()).isEqualTo("b");
    }

    @ParameterizedTest
    @EnumSource
    void r22CommentsAreOfferedToWhoeverAsks(Way way) {
        List<String> comments = new ArrayList<>(); // on the source's executor, read after the event that follows
        Recorder recorder = open(way, builder -> builder.onComment(comments::add));
        accept(recorder).write(": heartbeat\n\n:\n\n:\u20ac\r\ndata:a\n\n");
        recorder.message();
        assertThat(comments).containsExactly(" heartbeat", "", "\u20ac");
    }

    @ParameterizedTest
    @EnumSource
    void r25IncompleteBlockAndItsIdAreDroppedAtTheEndOfAConnection(Way way) {
        Recorder recorder = open(way);
        accept(recorder).write("id:1\ndata:a\n\nid:2\nevent:test\ndata:b\n").end();
        assertThat(recorder.message().lastEventId()).isEqualTo("1");
        recorder.interrupted();
        time.passToTimer();
        ScriptedExchange second = server.next().stream();
        assertThat(second.request().header("Last-Event-ID")).hasValue("1");
        recorder.opened();
        second.write("data:c\n\n");
        MessageEvent message = recorder.message();
        assertThat(message.type()).isEqualTo("message");
        assertThat(message.data()).isEqualTo("c");
        assertThat(message.lastEventId()).isEqualTo("1"); // r26
    }

    @Test
    void r26FirstIdIsThatOfTheMessagesToo() {
        Recorder recorder = open(Way.JDK, builder -> builder.lastEventId("7"));
        assertThat(recorder.source().lastEventId()).isEqualTo("7");
        ScriptedExchange exchange = server.next().stream();
        assertThat(exchange.request().header("Last-Event-ID")).hasValue("7");
        recorder.opened();
        exchange.write("data:a\n\n");
        assertThat(recorder.message().lastEventId()).isEqualTo("7");
    }

    private void overTheWire(StreamCorpus.Case one) {
        for (Way way : Way.values()) {
            Recorder recorder = open(way, builder -> builder.lastEventId(one.idBefore()));
            accept(recorder).write(one.stream()).end();
            for (String expected : one.expected().events()) {
                MessageEvent message = recorder.message();
                assertThat(ParsedStream.event(message.type(), message.data(), message.lastEventId()))
                        .isEqualTo(expected);
            }
            recorder.interrupted();
            assertThat(recorder.source().lastEventId()).isEqualTo(one.expected().lastEventId());
        }
    }
}
