/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.client.ErrorEvent;
import dev.rivulet.client.EventSource;
import dev.rivulet.client.ReadyState;
import jakarta.ws.rs.sse.SseEventSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LastEventIdTest extends MatrixTest {

    @ParameterizedTest
    @ValueSource(strings = {"\u2026", "caf\u00e9", "\u0080\u009f", "a\ud83d\ude80b"})
    void anIdThatIsNotAsciiIsSentRightOrNotAtAll(String id) throws Exception {
        try (EventSource source = recorder.open(source("/stream"))) {
            server.next().stream().send("id: " + id + "\ndata: x\n\n").end();
            assertThat(recorder.next()).isEqualTo("open");
            assertThat(recorder.next()).isEqualTo("message|x|" + id);
            assertThat(recorder.nextError().isFinal()).isFalse();

            if (jaxRs.carriesAnyId()) {
                assertThat(server.next().header("Last-Event-ID")).isEqualTo(id);
            } else {
                assertThat(server.next().hasHeader("Last-Event-ID")).isFalse();
                assertThat(source.lastEventId()).isEqualTo(id);
            }
        }
    }

    @Test
    void anIdThatCannotBeSentDoesNotEndTheJaxRsSource() throws Exception {
        try (SseEventSource source = jaxRsSource("/stream")) {
            source.register(event -> recorder.add(event.readData()), recorder::add, () -> recorder.add("complete"));
            source.open();
            server.next().stream().send("id: \u20ac\ndata: x\n\n").end();
            assertThat(recorder.next()).isEqualTo("x");

            if (jaxRs.carriesAnyId()) {
                assertThat(server.next().header("Last-Event-ID")).isEqualTo("\u20ac");
            } else {
                assertThat(server.next().hasHeader("Last-Event-ID")).isFalse();
                assertThat(source.isOpen()).isTrue();
            }
        }
    }

    @Test
    void sourcesResumeAfterTheLastIdThatCanBeSent() throws Exception {
        try (EventSource source = recorder.open(source("/stream"))) {
            server.next().stream().send("id: 1\ndata: x\n\nid: \u20ac\n\n").end();
            assertThat(server.next().header("Last-Event-ID")).isEqualTo(jaxRs.carriesAnyId() ? "\u20ac" : "1");
            assertThat(source.lastEventId()).isEqualTo("\u20ac");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u2026", "caf\u00e9"})
    void aFirstIdIsSentRightOrRefused(String id) throws Exception {
        try (EventSource source = recorder.open(source("/stream").lastEventId(id))) {
            if (jaxRs.carriesAnyId()) {
                assertThat(server.next().header("Last-Event-ID")).isEqualTo(id);
            } else {
                ErrorEvent error = recorder.nextError();
                assertThat(error.isFinal()).isTrue();
                assertThat(error.cause())
                        .map(Throwable::getMessage)
                        .hasValueSatisfying(message -> assertThat(message).contains("Last-Event-ID", id));
                assertThat(source.readyState()).isEqualTo(ReadyState.CLOSED);
                assertThat(server.hasNext()).isFalse();
            }
        }
    }

    @Test
    void longIdsAndOddCharactersPass() throws Exception {
        String id = "<" + "x".repeat(253) + ">";
        try (EventSource source = recorder.open(source("/stream").lastEventId(id))) {
            assertThat(server.next().header("Last-Event-ID")).isEqualTo(id);
        }
    }
}
