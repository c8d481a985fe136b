/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams of finite channels: what a source does at their ends. */
class EndOfChannelTest extends ScriptedTest {

    @ParameterizedTest
    @EnumSource
    void sourceStopsAtTheEnd(Way way) throws Exception {
        Recorder recorder = open(way);
        accept(recorder).write("id:e-1\ndata:a\n\n" + ended("answer-7", "e-2")).end();
        assertThat(recorder.data()).isEqualTo("a");
        EndEvent end = recorder.end();
        assertThat(end.channel()).isEqualTo("answer-7");
        assertThat(end.outcome()).isEqualTo(EndEvent.Outcome.ENDED);
        assertThat(end.reason()).isEmpty();
        assertThat(end.lastEventId()).isEqualTo("e-2");
        stopsWithOneRequest(recorder, "e-2");
    }

    @ParameterizedTest
    @EnumSource
    void failedEndTellsItsReason(Way way) throws Exception {
        Recorder recorder = open(way);
        accept(recorder)
                .write(end(
                        "{\"channel\":\"answer-7\",\"outcome\":\"failed\",\"reason\":\"The model is overloaded.\"}",
                        "e-9"))
                .end();
        EndEvent end = recorder.end();
        assertThat(end.outcome()).isEqualTo(EndEvent.Outcome.FAILED);
        assertThat(end.reason()).hasValue("The model is overloaded.");
        stopsWithOneRequest(recorder, "e-9");
    }

    @ParameterizedTest
    @EnumSource
    void everyChannelOfAStreamHasAnEndOfItsOwn(Way way) throws Exception {
        Recorder recorder = open(way);
        ScriptedExchange exchange = accept(recorder).write(ended("first", "e-1"));
        assertThat(recorder.end().channel()).isEqualTo("first");
        exchange.write("id:e-2\ndata:goes on\n\n");
        assertThat(recorder.data()).isEqualTo("goes on");
        exchange.write(ended("second", "e-3")).end();
        assertThat(recorder.end().channel()).isEqualTo("second");
        stopsWithOneRequest(recorder, "e-3");
    }

    @ParameterizedTest
    @EnumSource
    void connectionThatBreaksBetweenTwoEndsIsResumed(Way way) throws Exception {
        Recorder recorder = open(way);
        ScriptedExchange exchange = accept(recorder).write(ended("first", "e-1"));
        recorder.end();
        exchange.reset();
        assertThat(recorder.interrupted().cause()).isPresent();
        time.passToTimer();
        ScriptedExchange second = server.next();
        assertThat(second.request().header("Last-Event-ID")).hasValue("e-1");
        second.stream().write("id:e-2\ndata:b\n\n" + ended("second", "e-3")).end();
        recorder.opened();
        assertThat(recorder.data()).isEqualTo("b");
        assertThat(recorder.end().channel()).isEqualTo("second");
        stopsWithOneRequest(recorder, "e-3");
    }

    /** A server closes streams for many reasons, a proxy makes a crash look like an end: only the server knows. */
    @ParameterizedTest
    @EnumSource
    void streamThatClosesAfterOneOfSeveralEndsIsResumed(Way way) throws Exception {
        Recorder recorder = open(way);
        accept(recorder).write(ended("first", "e-1")).end();
        recorder.end();
        time.passToTimer();
        recorder.nothingElse();
        ScriptedExchange second = server.next();
        assertThat(second.request().header("Last-Event-ID")).hasValue("e-1");
        second.stream().write("id:e-2\ndata:b\n\n");
        recorder.opened();
        assertThat(recorder.data()).isEqualTo("b");
        second.write(ended("second", "e-3")).end();
        recorder.end();
        stopsWithOneRequest(recorder, "e-3");
    }

    /** The application is told that the connection broke, and not that the source is closed: it has read the end. */
    @ParameterizedTest
    @EnumSource
    void connectionThatBreaksBehindTheEndIsToldAndAskedForOnce(Way way) throws Exception {
        Recorder recorder = open(way);
        ScriptedExchange exchange = accept(recorder).write(ended("answer-7", "e-2"));
        recorder.end();
        exchange.reset();
        assertThat(recorder.interrupted().cause()).get().isInstanceOf(IOException.class);
        stopsWithOneRequest(recorder, "e-2");
    }

    @ParameterizedTest
    @EnumSource
    void connectionThatBreaksWithinTheEndIsResumedBeforeIt(Way way) {
        Recorder recorder = open(way);
        ScriptedExchange exchange = accept(recorder).write("id:e-1\ndata:a\n\n");
        recorder.data();
        exchange.write(ended("answer-7", "e-2").stripTrailing() + "\n").end();
        assertThat(recorder.interrupted().cause()).isEmpty();
        time.passToTimer();
        ScriptedExchange second = server.next();
        assertThat(second.request().header("Last-Event-ID")).hasValue("e-1");
        second.stream().write(ended("answer-7", "e-2"));
        recorder.opened();
        assertThat(recorder.end().lastEventId()).isEqualTo("e-2");
    }

    @ParameterizedTest
    @EnumSource
    void endMayComeInPiecesOfAnySize(Way way) throws Exception {
        Recorder recorder = open(way);
        ScriptedExchange exchange = accept(recorder);
        String end = end("{\"channel\":\"antwort-\u00e4\",\"outcome\":\"failed\",\"reason\":\"\u20ac\"}", "e-2");
        for (byte one : end.getBytes(StandardCharsets.UTF_8)) {
            exchange.write(new byte[] {one});
        }
        exchange.end();
        EndEvent told = recorder.end();
        assertThat(told.channel()).isEqualTo("antwort-\u00e4");
        assertThat(told.reason()).hasValue("\u20ac");
        stopsWithOneRequest(recorder, "e-2");
    }

    @ParameterizedTest
    @EnumSource
    void eventsBehindAnEndAreDeliveredAndTheirStreamsEndIsNoChannels(Way way) {
        Recorder recorder = open(way);
        accept(recorder).write(ended("first", "e-1") + "data:b\n\n").end();
        recorder.end();
        assertThat(recorder.data()).isEqualTo("b");
        assertThat(recorder.interrupted().cause()).isEmpty();
        time.passToTimer();
        server.next().answer("204 No Content");
        assertThat(recorder.failed().isRegularEnd()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void commentsAndRetryBehindAnEndChangeNothing(Way way) throws Exception {
        Recorder recorder = open(way);
        accept(recorder).write(ended("answer-7", "e-2") + ":\n\nretry:40\n\n").end();
        recorder.end();
        assertThat(time.awaitTimer()).isEqualTo(Duration.ofMillis(40));
        stopsWithOneRequest(recorder, "e-2");
    }

    @ParameterizedTest
    @EnumSource
    void attemptThatFailsAfterAnEndIsTold(Way way) throws Exception {
        Recorder recorder = open(way, builder -> builder.responsePolicy(ResponsePolicy.KEEP_TRYING));
        accept(recorder).write(ended("answer-7", "e-2")).end();
        recorder.end();
        time.passToTimer();
        server.next().answer("503 Service Unavailable");
        assertThat(recorder.interrupted().status()).hasValue(503);
        stopsWithOneRequest(recorder, "e-2");
    }

    @ParameterizedTest
    @EnumSource
    void refusalAfterAnEndIsAFailure(Way way) {
        Recorder recorder = open(way);
        accept(recorder).write(ended("first", "e-1")).end();
        recorder.end();
        time.passToTimer();
        server.next().answer("404 Not Found");
        ErrorEvent error = recorder.failed();
        assertThat(error.status()).hasValue(404);
        assertThat(error.isRegularEnd()).isFalse();
        assertThatThrownBy(() -> awaitClosed(recorder.source())).cause().hasMessageContaining("404");
    }

    /** What the end was is known from a stream of this source alone. */
    @ParameterizedTest
    @EnumSource
    void noContentWithoutAnEndIsToldAsARegularEnd(Way way) throws Exception {
        Recorder recorder = open(way, builder -> builder.lastEventId("e-2"));
        server.next().answer("204 No Content");
        ErrorEvent error = recorder.failed();
        assertThat(error.isRegularEnd()).isTrue();
        assertThat(error.cause()).isEmpty();
        awaitClosed(recorder.source());
        recorder.nothingElse();
    }

    @ParameterizedTest
    @EnumSource
    void noContentThatThePolicyTriesAgainIsNoEnd(Way way) {
        Recorder recorder = open(
                way,
                builder -> builder.responsePolicy((status, headers) ->
                        status == 200 ? ResponsePolicy.Decision.OPEN : ResponsePolicy.Decision.retry()));
        accept(recorder).write(ended("answer-7", "e-2")).end();
        recorder.end();
        time.passToTimer();
        server.next().answer("204 No Content");
        assertThat(recorder.interrupted().isRegularEnd()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void closingInTheHandlerSavesTheRequest(Way way) throws Exception {
        Recorder recorder = open(way);
        recorder.source().onEnd(end -> recorder.source().close());
        ScriptedExchange exchange = accept(recorder).write(ended("answer-7", "e-2"));
        assertThat(recorder.message().type()).isEqualTo("rivulet:end");
        awaitClosed(recorder.source());
        exchange.write(":\n\n").awaitClientGone();
        recorder.nothingElse();
        assertThat(time.pending()).isZero();
        assertThat(server.waiting()).isZero();
    }

    @Test
    void endOfAnInputStreamBehindAnEndIsNoError() throws Exception {
        byte[] stream = ended("answer-7", "e-2").getBytes(StandardCharsets.UTF_8);
        Recorder recorder = Recorder.open(EventSource.builder(new ByteArrayInputStream(stream)));
        recorder.opened();
        recorder.end();
        awaitClosed(recorder.source());
        recorder.nothingElse();
    }

    @ParameterizedTest
    @CsvSource({"JDK, 200 OK", "JAX_RS, 200 OK", "JDK, 206 Partial Content", "JAX_RS, 206 Partial Content"})
    void sourceStopsWhateverStatusThePolicyOpens(Way way, String status) throws Exception {
        Recorder recorder = open(
                way,
                builder -> builder.responsePolicy(
                        (code, headers) -> code == 204 ? ResponsePolicy.Decision.FAIL : ResponsePolicy.Decision.OPEN));
        server.next()
                .head(status, "Content-Type: text/event-stream")
                .write(ended("answer-7", "e-2"))
                .end();
        recorder.opened();
        recorder.end();
        stopsWithOneRequest(recorder, "e-2");
    }

    /** As a browser's: after the end exactly one request follows and is answered 204. */
    private void stopsWithOneRequest(Recorder recorder, String lastEventId) throws Exception {
        time.passToTimer();
        ScriptedExchange last = server.next();
        assertThat(last.request().header("Last-Event-ID")).hasValue(lastEventId);
        last.answer("204 No Content");
        awaitClosed(recorder.source());
        assertThat(recorder.source().readyState()).isEqualTo(ReadyState.CLOSED);
        recorder.nothingElse();
        assertThat(time.pending()).isZero();
        assertThat(server.waiting()).isZero();
    }

    private static void awaitClosed(EventSource source) throws Exception {
        source.closed().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static String ended(String channel, String id) {
        return end("{\"channel\":\"" + channel + "\",\"outcome\":\"ended\"}", id);
    }

    private static String end(String data, String id) {
        return "event: rivulet:end\nid: " + id + "\ndata: " + data + "\n\n";
    }
}
