/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requirements 12 to 14: the response. */
class ResponseRequirementsTest extends ScriptedTest {

    static Stream<Arguments> refusals() {
        return Stream.of(Way.values())
                .flatMap(way -> Stream.of(201, 204, 205, 210, 299, 304, 400, 401, 403, 404, 410, 429, 500, 502, 503)
                        .map(status -> Arguments.of(way, status)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void r12AnyOtherStatusIsOneErrorAndTheEnd(Way way, int status) {
        Recorder recorder = open(way);
        server.next()
                .answer(status + " Status", "Content-Type: text/event-stream", "X-Reason: because", "Retry-After: 1");
        ErrorEvent error = recorder.failed();
        assertThat(error.status()).hasValue(status);
        assertThat(error.headers().get("x-reason")).containsExactly("because");
        assertThat(error.cause()).isEmpty();
        recorder.nothingElse();
        assertThat(time.pending()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/event-stream",
                "text/event-stream;",
                "text/event-stream; charset=utf-8",
                "TEXT/Event-Stream",
                "text/event-stream;charset=windows-1252",
                "text/event-stream ;x",
                "text/event-stream;charset=bogus",
                "  text/event-stream"
            })
    void r13MediaTypeIsAnEventStreamWhateverItsParameters(String type) {
        for (Way way : Way.values()) {
            Recorder recorder = open(way);
            server.next().head("200 OK", "Content-Type: " + type).write("data:\u20ac\n\n");
            recorder.opened();
            assertThat(recorder.data()).as("always UTF-8").isEqualTo("\u20ac");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/event-stream x bogus",
                "text/x-bogus",
                "text/plain",
                "text/html; text/event-stream",
                "event-stream",
                "text/event-streams",
                "application/json"
            })
    void r13OtherMediaTypeIsOneErrorAndTheEnd(String type) {
        for (Way way : Way.values()) {
            Recorder recorder = open(way);
            server.next().head("200 OK", "Content-Type: " + type).write("data:a\n\n");
            assertThat(recorder.failed().cause()).get().asString().contains(type);
            recorder.nothingElse();
            assertThat(time.pending()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void r13MissingMediaTypeIsOneErrorAndTheEnd(Way way) {
        Recorder recorder = open(way);
        server.next().head("200 OK").write("data:a\n\n");
        assertThat(recorder.failed().status()).hasValue(200);
    }

    @ParameterizedTest
    @EnumSource
    void r14RefusedConnectIsTriedAgainUntilTheServerIsThere(Way way) {
        int port = server.port();
        server.close();
        Recorder recorder = open(way);
        for (int i = 0; i < 3; i++) {
            assertThat(recorder.interrupted().cause()).get().isInstanceOf(IOException.class);
            if (i < 2) {
                time.passToTimer();
            }
        }
        ScriptedServer restarted = closing(new ScriptedServer(port));
        time.passToTimer();
        restarted.next().stream().write("data:a\n\n");
        assertThat(recorder.opened().attempt()).isEqualTo(4);
        assertThat(recorder.data()).isEqualTo("a");
    }

    @ParameterizedTest
    @EnumSource
    void r14NoSuchHostIsTriedAgain(Way way) {
        Recorder recorder = open(way, java.net.URI.create("http://nowhere.invalid/"), builder -> builder);
        recorder.interrupted();
        time.passToTimer();
        assertThat(recorder.interrupted().attempt()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void r14ConnectionThatBreaksBeforeTheHeadersIsTriedAgain(Way way) {
        Recorder recorder = open(way);
        boolean again = true;
        while (again) { // clients repeat such a request themselves, some of them once
            server.next().reset();
            again = recorderIsSilent();
        }
        assertThat(recorder.interrupted().status()).isEmpty();
        time.passToTimer();
        server.next().stream();
        recorder.opened();
    }

    private boolean recorderIsSilent() {
        org.awaitility.Awaitility.await()
                .pollInterval(Duration.ofMillis(1))
                .until(() -> time.pending() > 0 || server.waiting() > 0);
        return server.waiting() > 0;
    }

    @Test
    void r14TlsThatFailsIsTriedAgain() {
        Recorder recorder =
                open(Way.JDK, java.net.URI.create("https://127.0.0.1:" + server.port() + "/"), builder -> builder);
        org.awaitility.Awaitility.await().until(() -> server.connections() > 0);
        server.writeToConnections("this is no TLS\r\n");
        assertThat(recorder.interrupted().cause()).get().isInstanceOf(IOException.class);
        assertThat(time.awaitTimer()).isPositive();
    }

    static Stream<Arguments> heads() {
        return Stream.of(Way.values())
                .flatMap(way -> Stream.of(
                                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX: y\r\n\r\n",
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/event-stream\r\n\r\n",
                                "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 12\r\n\r\n",
                                "HTTP/1.1 503 Unavailable\r\nTransfer-Encoding: chunked\r\nContent-Type: text/plain\r\n\r\n")
                        .map(head -> Arguments.of(way, head)));
    }

    /** Wherever it is cut, which some clients take for its end: half a status, half a media type. */
    @ParameterizedTest
    @MethodSource("heads")
    void r14ConnectionThatBreaksWithinTheHeadIsTriedAgain(Way way, String head) {
        for (int length = 1; length < head.length(); length++) {
            Recorder recorder = open(way);
            boolean again = true;
            while (again) { // as above
                server.next().write(head.substring(0, length)).end();
                again = recorderIsSilent();
            }
            ErrorEvent error = recorder.interruptedThoughOpened();
            assertThat(error.reconnectIn()).as(head.substring(0, length)).isPresent();
            recorder.source().close();
            org.awaitility.Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> time.pending() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void r14RefusalWithAnEmptyBodyIsNoBrokenConnection(Way way) {
        for (String body : List.of("Content-Length: 0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")) {
            Recorder recorder = open(way);
            server.next().write("HTTP/1.1 404 Not Found\r\n" + body).end();
            assertThat(recorder.failed().status()).hasValue(404);
        }
    }

    @ParameterizedTest
    @EnumSource
    void r14ConnectionThatBreaksWithinTheBodyIsTriedAgain(Way way) {
        Recorder recorder = open(way);
        ScriptedExchange exchange = server.next();
        exchange.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
        exchange.write("8\r\ndata:b\n\n\r\n");
        recorder.opened();
        assertThat(recorder.data()).isEqualTo("b");
        exchange.end();
        ErrorEvent error = recorder.interrupted();
        assertThat(error.cause()).isPresent();
        assertThat(error.reconnectIn()).hasValue(Duration.ofSeconds(3));
    }
}
