/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.client.ErrorEvent;
import dev.rivulet.client.EventSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedirectTest extends MatrixTest {

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsToAnotherPathAndStartsOverNextTime(int status) throws Exception {
        try (EventSource source = recorder.open(source("/from").header("Authorization", "secret"))) {
            server.next().respond(status, "Location: to?a=b");
            Exchange followed = server.next();
            assertThat(followed.requestLine()).isEqualTo("GET /to?a=b HTTP/1.1");
            assertThat(followed.header("Accept")).isEqualTo("text/event-stream");
            assertThat(followed.header("Authorization")).isEqualTo("secret");
            followed.stream().send("data: x\n\n").end();
            assertThat(recorder.next()).isEqualTo("open");
            assertThat(recorder.next()).isEqualTo("message|x|");
            assertThat(recorder.nextError().isFinal()).isFalse();

            assertThat(server.next().requestLine()).isEqualTo("GET /from HTTP/1.1");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void credentialsStayWithTheirOrigin(int status) throws Exception {
        try (ScriptedServer other = ScriptedServer.start();
                EventSource source = recorder.open(source("/from").header("Authorization", "secret"))) {
            server.next().respond(status, "Location: " + other.uri("/to"));
            Exchange followed = other.next();
            assertThat(followed.requestLine()).isEqualTo("GET /to HTTP/1.1");
            assertThat(followed.hasHeader("Authorization")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303})
    void aPostBecomesAGet(int status) throws Exception {
        try (EventSource source = recorder.open(source("/from").method("POST").body("q", "text/plain"))) {
            server.next().respond(status, "Location: /to");
            Exchange followed = server.next();
            assertThat(followed.requestLine()).isEqualTo("GET /to HTTP/1.1");
            assertThat(followed.body()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void aPostStaysAPost(int status) throws Exception {
        try (EventSource source = recorder.open(source("/from").method("POST").body("q", "text/plain"))) {
            server.next().respond(status, "Location: /to");
            Exchange followed = server.next();
            assertThat(followed.requestLine()).isEqualTo("POST /to HTTP/1.1");
            assertThat(followed.body()).isEqualTo("q");
        }
    }

    @Test
    void aRedirectThatLeadsNowhereIsAFailedAttempt() throws Exception {
        try (EventSource source = recorder.open(source("/from"))) {
            server.next().respond(302, "Location: http://[");
            ErrorEvent error = recorder.nextError();
            assertThat(error.isFinal()).isFalse();
            assertThat(error.cause())
                    .map(Throwable::getMessage)
                    .hasValueSatisfying(message -> assertThat(message).contains("http://["));
            assertThat(server.next().requestLine()).startsWith("GET /from ");
        }
    }
}
