/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.client.internal.Durations;
import dev.rivulet.client.internal.Reconnection;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requirements 15 to 17: reconnection. */
class ReconnectRequirementsTest extends ScriptedTest {

    @ParameterizedTest
    @EnumSource
    void r15EndOfBodyReconnects(Way way) {
        Recorder recorder = open(way);
        ScriptedExchange first = accept(recorder).write("id:1\ndata:a\n\n");
        assertThat(recorder.data()).isEqualTo("a");
        first.end();
        ErrorEvent error = recorder.interrupted(); // with the state CONNECTING
        assertThat(error.cause()).isEmpty();
        assertThat(error.reconnectIn()).hasValue(Duration.ofSeconds(3));
        assertThat(time.awaitTimer()).isEqualTo(Duration.ofSeconds(3));
        time.pass(Duration.ofMillis(2_999));
        assertThat(time.pending()).isEqualTo(1);
        time.pass(Duration.ofMillis(1));
        ScriptedExchange second = server.next();
        assertThat(second.request().target()).isEqualTo(first.request().target());
        assertThat(second.request().header("Last-Event-ID")).hasValue("1");
        second.stream().write("data:b\n\n");
        recorder.opened();
        assertThat(recorder.message().lastEventId()).isEqualTo("1");
    }

    @ParameterizedTest
    @EnumSource
    void r15NoContentEndsItWithExactlyOneError(Way way) {
        Recorder recorder = open(way);
        accept(recorder).end();
        recorder.interrupted();
        time.passToTimer();
        server.next().answer("204 No Content");
        assertThat(recorder.failed().status()).hasValue(204);
        recorder.nothingElse();
        assertThat(time.pending()).isZero();
        assertThat(server.waiting()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void r15CloseWhileWaitingEndsIt(Way way) {
        Recorder recorder = open(way);
        accept(recorder).end();
        recorder.interrupted();
        time.awaitTimer();
        recorder.source().close();
        org.awaitility.Awaitility.await().until(() -> time.pending() == 0);
        assertThat(recorder.source().readyState()).isEqualTo(ReadyState.CLOSED);
        recorder.nothingElse();
    }

    @ParameterizedTest
    @CsvSource({
        "'retry:10\n', 10",
        "'retry:03000\n\n', 3000",
        "'retry:0\n', 0",
        "'retry: 7\n', 7",
        "'retry:5\nretry:1000x\n', 5",
        "'retry:5\nretry:\n', 5",
        "'retry:5\nretry:-1\n', 5",
        "'retry:5\nretry:+1\n', 5",
        "'retry:1\ndata:x\n\nretry:2\n', 2"
    })
    void r16RetrySetsTheReconnectionTime(String stream, long millis) {
        for (Way way : Way.values()) {
            Recorder recorder = open(way, builder -> builder);
            accept(recorder).write(stream).end();
            if (stream.contains("data")) {
                recorder.message();
            }
            assertThat(recorder.interrupted().reconnectIn()).hasValue(Duration.ofMillis(millis));
            assertThat(recorder.source().reconnectionTime()).isEqualTo(Duration.ofMillis(millis));
            time.passToTimer();
            accept(recorder).end(); // and it stays
            assertThat(recorder.interrupted().reconnectIn()).hasValue(Duration.ofMillis(millis));
            recorder.source().close();
            org.awaitility.Awaitility.await().until(() -> time.pending() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "99999999999999999999",
                "9223372036854775807",
                "12345678901234567890123456789012345678901234567890"
            })
    void r16RetryThatIsTooLargeSaturates(String retry) {
        Recorder recorder = open(Way.JDK);
        accept(recorder).write("retry:" + retry + "\ndata:a\n\n").end();
        assertThat(recorder.data()).isEqualTo("a");
        assertThat(recorder.interrupted().reconnectIn()).hasValue(Durations.LONGEST);
        time.awaitTimer();
    }

    @Test
    void r16LongestReconnectionTimeIsWithinWhatRealTimersCount() {
        Recorder recorder = Recorder.open(EventSource.builder(server.uri("/"))
                .reconnectionTime(Duration.ofSeconds(Long.MAX_VALUE))
                .backoff(Backoff.NONE));
        closing(recorder.source());
        accept(recorder).end();
        recorder.interrupted();
        assertThat(recorder.source().readyState()).isEqualTo(ReadyState.CONNECTING);
    }

    @ParameterizedTest
    @EnumSource
    void r16RetryOfNothingDoesNotMakeAnAttack(Way way) {
        Recorder recorder = open(way, builder -> builder.reconnectionFloor(Duration.ofMillis(500)));
        accept(recorder).write("retry:0\n").end();
        assertThat(recorder.interrupted().reconnectIn()).hasValue(Duration.ofMillis(500));
        assertThat(recorder.source().reconnectionTime()).isZero();
        time.passToTimer();
        ScriptedExchange second = accept(recorder);
        time.pass(Duration.ofMillis(200));
        second.end();
        assertThat(recorder.interrupted().reconnectIn())
                .as("from attempt to attempt")
                .hasValue(Duration.ofMillis(300));
        time.passToTimer();
        ScriptedExchange third = accept(recorder);
        time.pass(Duration.ofSeconds(1));
        third.end();
        assertThat(recorder.interrupted().reconnectIn())
                .as("what has lived long enough comes back as the server says")
                .hasValue(Duration.ZERO);
    }

    @Test
    void r16RetryAfterNothingDoesNotMakeAnAttack() {
        Recorder recorder = open(
                Way.JDK,
                builder ->
                        builder.reconnectionFloor(Duration.ofMillis(500)).responsePolicy(ResponsePolicy.KEEP_TRYING));
        server.next().answer("503 Service Unavailable", "Retry-After: 0");
        assertThat(recorder.interrupted().reconnectIn()).hasValue(Duration.ofMillis(500));
    }

    @Test
    void r16FloorIsHalfASecondUnlessSet() {
        Recorder recorder =
                Recorder.open(Way.JDK.to(server.uri("/")).timing(time).backoff(Backoff.NONE));
        closing(recorder.source());
        accept(recorder).write("retry:1\n").end();
        assertThat(recorder.interrupted().reconnectIn()).hasValue(Duration.ofMillis(500));
    }

    @Test
    void r16ApplicationMayBeFasterThanTheFloor() {
        Recorder recorder = open(
                Way.JDK,
                builder -> builder.reconnectionFloor(Duration.ofMillis(500)).reconnectionTime(Duration.ofMillis(20)));
        accept(recorder).write("retry:0\n").end();
        assertThat(recorder.interrupted().reconnectIn()).hasValue(Duration.ofMillis(20));
        assertThatThrownBy(() -> EventSource.builder("http://127.0.0.1/").reconnectionFloor(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void r17OnlyFailedAttemptsBackOff(Way way) {
        int port = server.port();
        Recorder recorder = open(way, builder -> builder.reconnectionTime(Duration.ofMillis(100)));
        accept(recorder).end();
        recorder.interrupted();
        assertThat(time.awaitTimer()).isEqualTo(Duration.ofMillis(100));
        server.close();
        for (long bound : List.of(1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000)) {
            time.passToTimer();
            assertThat(recorder.interrupted().reconnectIn()).hasValue(Duration.ofMillis(100 + bound));
            assertThat(time.awaitTimer()).isEqualTo(Duration.ofMillis(100 + bound));
        }
        ScriptedServer restarted = closing(new ScriptedServer(port));
        time.passToTimer();
        restarted.next().stream().end();
        recorder.opened();
        assertThat(recorder.interrupted().reconnectIn())
                .as("as if nothing had been")
                .hasValue(Duration.ofMillis(100));
    }

    @Test
    void r17BackoffHasFullJitterWithinItsBounds() {
        Random random = new Random(1);
        for (int failures = 1; failures < 200; failures++) {
            int current = failures;
            long bound = failures > 5 ? 30_000 : 1_000L << (failures - 1);
            long[] delays = IntStream.range(0, 200)
                    .mapToLong(i -> Reconnection.backoff(Backoff.DEFAULT, current, random)
                            .toMillis())
                    .sorted()
                    .toArray();
            assertThat(delays[0]).isBetween(0L, bound / 10);
            assertThat(delays[199]).isBetween(bound - bound / 10, bound);
        }
        assertThat(Reconnection.backoff(
                        new Backoff(Duration.ofSeconds(1), Duration.ofDays(Long.MAX_VALUE / 100_000)), 500, random))
                .isBetween(Duration.ZERO, Durations.LONGEST);
        assertThat(Reconnection.backoff(Backoff.NONE, 9, random)).isZero();
    }
}
