/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Handlers that are set right after a constructor miss nothing, however late their thread is. */
class HeldUpThreadTest extends ScriptedTest {

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void handlersHearWhatCameBeforeThem() {
        EventSource source = closing(new EventSource(server.uri("/")));
        ScriptedExchange exchange =
                server.next().stream().write("event:named\ndata:a\n\ndata:b\n\nevent:named\ndata:c\n\n");
        await().until(() -> source.readyState() == ReadyState.OPEN);
        source.onOpen(event -> heard.add("open"));
        await().until(() -> heard.contains("open"));
        source.onMessage(event -> heard.add(event.data()));
        await().until(() -> heard.contains("b")); // by then, what is named has come as well
        source.addEventListener("named", event -> heard.add(event.data()));
        await().until(() -> heard.size() == 4);
        exchange.write("event:named\ndata:d\n\n");
        await().until(() -> heard.size() == 5);
        assertThat(heard).startsWith("open").endsWith("d").containsSubsequence("a", "c");
        assertThat(heard).containsExactlyInAnyOrder("open", "a", "b", "c", "d");
    }

    @Test
    void errorHandlerHearsALastErrorThatCameBeforeIt() {
        EventSource source = closing(new EventSource(server.uri("/")));
        server.next().answer("404 Not Found");
        await().until(() -> source.readyState() == ReadyState.CLOSED);
        source.onError(event -> heard.add(event.status() + " " + event.isFinal()));
        await().until(() -> !heard.isEmpty());
        assertThat(heard).containsExactly("OptionalInt[404] true");
    }

    @Test
    void subscriberGetsTheFirstMessageThoughItCameBeforeIt() {
        EventSource source = closing(new EventSource(server.uri("/")));
        server.next().stream().write("data:a\n\nevent:named\ndata:b\n\n");
        await().until(() -> source.readyState() == ReadyState.OPEN);
        try (Stream<MessageEvent> messages = source.stream()) {
            Iterator<MessageEvent> iterator = messages.iterator();
            assertThat(iterator.next().data()).isEqualTo("a");
            assertThat(iterator.next().data()).isEqualTo("b");
        }
    }

    @Test
    void inputStreamIsHeardFromItsBeginning() {
        byte[] bytes = "data:a\n\ndata:b\n\n".getBytes(StandardCharsets.UTF_8);
        EventSource source = closing(EventSource.fromInputStream(new ByteArrayInputStream(bytes)));
        await().until(() -> source.readyState() == ReadyState.OPEN);
        source.onMessage(event -> heard.add(event.data()));
        source.onError(event -> heard.add("end"));
        await().until(() -> heard.size() == 3);
        assertThat(heard).containsExactly("a", "b", "end");
    }

    @Test
    void nothingIsKeptForHandlersAfterClose() {
        EventSource source = closing(new EventSource(server.uri("/")));
        ScriptedExchange exchange = server.next().stream().write("data:a\n\n");
        await().until(() -> source.readyState() == ReadyState.OPEN);
        source.close();
        source.onOpen(event -> heard.add("open"));
        source.onMessage(event -> heard.add(event.data()));
        exchange.awaitClientGone();
        await().until(() -> source.closed().toCompletableFuture().isDone());
        assertThat(heard).isEmpty();
    }

    /** Nobody listens: it goes on nevertheless, and says in the end what has happened. */
    @Test
    void sourceThatNobodyListensToGoesOnAfterAMoment() {
        try (RecordedLog log = RecordedLog.of(EventSource.class)) {
            EventSource source = closing(new EventSource(server.uri("/events?token=secret")));
            ScriptedExchange exchange =
                    server.next().stream().write("retry:1\nid:1\ndata:a\n\nid:2\nevent:named\ndata:b\n\n");
            await().until(() -> source.lastEventId().equals("2"));
            exchange.end();
            server.next().answer("404 Not Found");
            await().until(() -> !log.lines().isEmpty());
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING")
                    .contains("/events", "404", "onError")
                    .doesNotContain("secret");
        }
    }
}
