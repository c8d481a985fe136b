/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.client.ErrorEvent;
import dev.rivulet.client.EventSource;
import dev.rivulet.client.ReadyState;
import dev.rivulet.client.ResponsePolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StreamTest extends MatrixTest {

    @Test
    void theJvmHasTheClientThatItIsNamedFor() {
        assertThat(client.getClass().getName()).startsWith(jaxRs.packages());
    }

    @Test
    void sendsTheRequestOfTheStandard() throws Exception {
        try (EventSource source = recorder.open(source("/stream?a=%20b").header("X-Token", "abc"))) {
            Exchange exchange = server.next();

            assertThat(exchange.requestLine()).isEqualTo("GET /stream?a=%20b HTTP/1.1");
            assertThat(exchange.header("Accept")).isEqualTo("text/event-stream");
            assertThat(exchange.header("Cache-Control")).isEqualTo("no-cache");
            assertThat(exchange.header("X-Token")).isEqualTo("abc");
            assertThat(exchange.hasHeader("Last-Event-ID")).isFalse();
            assertThat(source.readyState()).isEqualTo(ReadyState.CONNECTING);
        }
    }

    @Test
    void deliversEventsAsTheyCome() throws Exception {
        try (EventSource source = recorder.open(source("/stream"))) {
            Exchange stream = server.next().stream();
            assertThat(recorder.next()).isEqualTo("open");
            assertThat(source.readyState()).isEqualTo(ReadyState.OPEN);

            stream.send("data: one\n\n");
            assertThat(recorder.next()).isEqualTo("message|one|");
            stream.send(":heartbeat\n\nid: 7\nevent: named\ndata: two\ndata: lines\n\n");
            assertThat(recorder.next()).isEqualTo("named|two\nlines|7");
            stream.send("event: unheard\ndata\n\ndata:three\n\n");
            assertThat(recorder.next()).isEqualTo("message|three|7");
        }
    }

    @Test
    void readsUtf8ThatIsCutAnywhere() throws Exception {
        byte[] bytes = "\uFEFFdata: \u20ac \ud83d\ude80\r\n\r\n".getBytes(UTF_8);
        try (EventSource source = recorder.open(source("/stream"))) {
            Exchange stream = server.next().stream();
            for (int i = 0; i < bytes.length; i++) {
                stream.send(bytes, i, 1);
            }
            assertThat(recorder.next()).isEqualTo("open");
            assertThat(recorder.next()).isEqualTo("message|\u20ac \ud83d\ude80|");
        }
    }

    @Test
    void resumesAfterTheEndOfTheBodyInTheTimeThatTheServerNamed() throws Exception {
        try (EventSource source = recorder.open(EventSource.target(target("/stream"))
                .reconnectionTime(Duration.ofHours(1))
                .reconnectionFloor(Duration.ZERO))) {
            server.next().stream()
                    .send("retry: 1\nid: 41\n\nid: 42\ndata: x\n\nid: 43\ndata: cut")
                    .end();
            assertThat(recorder.next()).isEqualTo("open");
            assertThat(recorder.next()).isEqualTo("message|x|42");
            ErrorEvent end = recorder.nextError();
            assertThat(end.cause()).isEmpty();
            assertThat(end.reconnectIn()).contains(Duration.ofMillis(1));

            Exchange again = server.next();
            assertThat(again.header("Last-Event-ID")).isEqualTo("42");
            again.stream().send("data: y\n\n");
            assertThat(recorder.next()).isEqualTo("open");
            assertThat(recorder.next()).isEqualTo("message|y|42");
        }
    }

    @Test
    void reconnectsAfterABrokenConnection() throws Exception {
        try (EventSource source = recorder.open(source("/stream"))) {
            Exchange stream = server.next().stream().send("id: 1\ndata: x\n\n");
            assertThat(recorder.next()).isEqualTo("open");
            assertThat(recorder.next()).isEqualTo("message|x|1");
            stream.reset();
            ErrorEvent broken = recorder.nextError();
            assertThat(broken.cause()).containsInstanceOf(IOException.class);
            assertThat(broken.isFinal()).isFalse();

            assertThat(server.next().header("Last-Event-ID")).isEqualTo("1");
        }
    }

    @Test
    void findsAServerThatIsStartedLater() throws Exception {
        int port = server.port();
        server.close();
        try (EventSource source = recorder.open(EventSource.target(client.target("http://127.0.0.1:" + port + "/"))
                .reconnectionTime(Duration.ofMillis(50)))) {
            ErrorEvent refused = recorder.nextError();
            assertThat(refused.cause()).containsInstanceOf(IOException.class);
            assertThat(refused.isFinal()).isFalse();
            assertThat(source.readyState()).isEqualTo(ReadyState.CONNECTING);

            try (ScriptedServer late =
                    ScriptedServer.startAt(port, exchange -> exchange.stream().send("data: there\n\n"))) {
                Object entry = recorder.next();
                while (entry instanceof ErrorEvent) {
                    entry = recorder.next();
                }
                assertThat(entry).isEqualTo("open");
                assertThat(recorder.next()).isEqualTo("message|there|");
            }
        }
    }

    @Test
    void noContentEndsTheSource() throws Exception {
        try (EventSource source = recorder.open(source("/stream"))) {
            server.next().respond(204);
            ErrorEvent end = recorder.nextError();

            assertThat(end.isFinal()).isTrue();
            assertThat(end.cause()).isEmpty();
            assertThat(end.status()).hasValue(204);
            assertThat(source.readyState()).isEqualTo(ReadyState.CLOSED);
        }
    }

    @Test
    void anErrorStatusEndsTheSource() throws Exception {
        for (int status : new int[] {205, 304, 400, 401, 404, 407, 410, 500, 503}) {
            try (EventSource source = recorder.open(source("/stream"))) {
                server.next().respond(status, "X-Why: because");
                ErrorEvent end = recorder.nextError();

                assertThat(end.status()).as(end.toString()).hasValue(status);
                assertThat(end.isFinal()).isTrue();
                assertThat(end.headers().get("x-why")).containsExactly("because");
            }
        }
    }

    @Test
    void anotherMediaTypeEndsTheSource() throws Exception {
        try (EventSource source = recorder.open(source("/stream"))) {
            server.next().respond(200, "Content-Type: text/html");
            ErrorEvent end = recorder.nextError();

            assertThat(end.isFinal()).isTrue();
            assertThat(end.cause())
                    .map(Throwable::getMessage)
                    .hasValueSatisfying(message -> assertThat(message).contains("text/html"));
        }
    }

    @Test
    void anUnusualMediaTypeParameterIsIgnored() throws Exception {
        for (String type : new String[] {"text/event-stream;", "TEXT/EVENT-STREAM;charset=latin1"}) {
            try (EventSource source = recorder.open(source("/stream").reconnectionTime(Duration.ofHours(1)))) {
                server.next().respond(200, "Content-Type: " + type);
                assertThat(recorder.next()).as(type).isEqualTo("open");
                assertThat(recorder.nextError().isFinal()).isFalse();
            }
        }
    }

    @Test
    void waitsForAsLongAsTheServerWishes() throws Exception {
        try (EventSource source = recorder.open(source("/stream").responsePolicy(ResponsePolicy.KEEP_TRYING))) {
            server.next().respond(503, "Retry-After: 1");
            ErrorEvent busy = recorder.nextError();
            assertThat(busy.status()).hasValue(503);
            assertThat(busy.reconnectIn()).isEqualTo(Optional.of(Duration.ofSeconds(1)));

            server.next().stream();
            assertThat(recorder.next()).isEqualTo("open");
        }
    }

    @Test
    void sendsABodyOnEveryAttempt() throws Exception {
        try (EventSource source =
                recorder.open(source("/stream").method("POST").body("{\"q\":\"\u20ac\"}", "application/json"))) {
            for (int attempt = 1; attempt <= 2; attempt++) {
                Exchange exchange = server.next();
                assertThat(exchange.requestLine()).startsWith("POST ");
                assertThat(exchange.header("Content-Type").toLowerCase(Locale.ROOT))
                        .startsWith("application/json");
                assertThat(exchange.body()).isEqualTo("{\"q\":\"\u20ac\"}");
                exchange.stream().end();
                assertThat(recorder.next()).isEqualTo("open");
                assertThat(recorder.nextError().isFinal()).isFalse();
            }
        }
    }

    @Test
    void cookiesComeBack() throws Exception {
        try (EventSource source = recorder.open(source("/stream"))) {
            server.next().stream("Set-Cookie: session=abc; Path=/").end();
            assertThat(server.next().header("Cookie")).isEqualTo("session=abc");
        }
    }

    @Test
    void aClosedClientEndsTheSource() throws Exception {
        try (EventSource source = recorder.open(source("/stream"))) {
            Exchange stream = server.next().stream();
            assertThat(recorder.next()).isEqualTo("open");
            client.close();
            stream.reset();

            ErrorEvent error = recorder.nextError();
            while (!error.isFinal()) {
                error = recorder.nextError();
            }
            assertThat(error.cause()).containsInstanceOf(IllegalStateException.class);
        }
    }
}
