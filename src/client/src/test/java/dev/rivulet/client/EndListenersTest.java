/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.sse.InboundSseEvent;
import jakarta.ws.rs.sse.SseEventSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Those who are told that a channel has ended, on either face. */
class EndListenersTest extends ScriptedTest {

    private static final String A = end("a", "1");
    private static final String B = end("b", "2");

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void listenersOfTheTypeAndTheHandlerAreToldInOrder() {
        Recorder recorder = open(Way.JDK);
        recorder.source().addEventListener(EventType.END, event -> heard.add("listener " + event.channel()));
        recorder.source().onEnd(event -> heard.add("handler " + event.channel())); // keeps its predecessor's place
        accept(recorder).write(A + "data:\n\n");
        assertThat(recorder.message().type()).isEqualTo("rivulet:end");
        recorder.message();
        assertThat(heard).containsExactly("handler a", "listener a");
    }

    @Test
    void listenerMayRemoveItselfOrBeCalledOnce() {
        Recorder recorder = open(Way.JDK);
        AbortController controller = new AbortController();
        Consumer<EndEvent> self = new Consumer<>() {
            @Override
            public void accept(EndEvent event) {
                heard.add("self " + event.channel());
                recorder.source().removeEventListener(EventType.END, this);
            }
        };
        recorder.source().addEventListener(EventType.END, self);
        recorder.source().addEventListener(EventType.END, self);
        recorder.source().addEventListener(EventType.END, event -> heard.add("once"), ListenerOption.once());
        recorder.source()
                .addEventListener(
                        EventType.END,
                        event -> {
                            heard.add("until");
                            controller.abort();
                        },
                        ListenerOption.signal(controller.signal()));
        recorder.source().addEventListener(EventType.END, event -> heard.add("always " + event.channel()));
        accept(recorder).write(A + B + "data:\n\n");
        recorder.end();
        recorder.end();
        recorder.message();
        assertThat(heard).containsExactly("self a", "once", "until", "always a", "always b");
    }

    @ParameterizedTest
    @EnumSource
    void handlersThatThrowHarmNeitherOthersNorTheStop(Sneaky sneaky) throws Exception {
        EventSource source = closing(builder(Way.JDK, server.uri("/"))
                .addEventListener("rivulet:end", event -> sneaky.raise())
                .onEnd(event -> sneaky.raise())
                .onError(event -> heard.add(event.toString()))
                .open());
        source.addEventListener(EventType.END, event -> heard.add(event.channel()));
        server.next().stream().write(A).end();
        time.passToTimer();
        server.next().answer("204 No Content");
        source.closed().toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(heard).containsExactly("a");
    }

    @Test
    void handlerThatIsSetAfterTheConstructorMissesNothing() throws Exception {
        EventSource source = closing(new EventSource(builder(Way.JDK, server.uri("/")), false));
        ScriptedExchange exchange = server.next().stream().write("data:x\n\n" + A);
        BlockingQueue<EndEvent> ends = new LinkedBlockingQueue<>();
        source.onMessage(event -> heard.add(event.data()));
        ScriptedExchange same = exchange.write("data:y\n\n");
        org.awaitility.Awaitility.await().until(() -> heard.size() == 2); // the end has come, and been kept
        source.onEnd(ends::add);
        assertThat(ends.poll(20, TimeUnit.SECONDS))
                .isNotNull()
                .extracting(EndEvent::channel)
                .isEqualTo("a");
        same.end();
    }

    @Test
    void handlerAloneHasTheSourceRead() throws Exception {
        EventSource source = closing(new EventSource(builder(Way.JDK, server.uri("/")), false));
        BlockingQueue<EndEvent> ends = new LinkedBlockingQueue<>();
        source.onEnd(ends::add);
        server.next().stream().write(A);
        assertThat(ends.poll(20, TimeUnit.SECONDS)).isNotNull();
    }

    /** A source stops by what the server has said, whether or not that is heard; and there is no failure to log. */
    @ParameterizedTest
    @EnumSource
    void sourceStopsWhereNobodyListens(Way way) throws Exception {
        try (RecordedLog log = RecordedLog.of(EventSource.class)) {
            EventSource source = closing(builder(way, server.uri("/"))
                    .onError(event -> heard.add(event.toString()))
                    .open());
            server.next().stream().write(A).end();
            time.passToTimer();
            server.next().answer("204 No Content");
            source.closed().toCompletableFuture().get(20, TimeUnit.SECONDS);
            assertThat(heard).isEmpty();
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void streamOfMessagesHasTheEndAndThenNoMore() {
        EventSource source = closing(builder(Way.JDK, server.uri("/"))
                .reconnectionTime(java.time.Duration.ZERO)
                .open());
        try (Stream<MessageEvent> messages = source.stream()) {
            server.next().stream().write("data:x\n\n" + A).end();
            time.passToTimer();
            server.next().answer("204 No Content");
            assertThat(messages.map(MessageEvent::type)).containsExactly("message", "rivulet:end");
        }
    }

    @Test
    void jaxRsSourceCompletesWithoutAnError() throws Exception {
        BlockingQueue<String> signals = new LinkedBlockingQueue<>();
        SseEventSource source = closing(new SseEventSourceBuilder()
                .target(Way.CLIENT.target(server.uri("/")))
                .reconnectingEvery(1, TimeUnit.MILLISECONDS)
                .build());
        source.register(
                (InboundSseEvent event) -> signals.add(event.getName() + " " + event.getId()),
                error -> signals.add("error"),
                () -> signals.add("complete"));
        source.open();
        server.next().stream().write(A).end();
        assertThat(signals.poll(20, TimeUnit.SECONDS)).isEqualTo("rivulet:end 1");
        ScriptedExchange last = server.next();
        assertThat(last.request().header("Last-Event-ID")).hasValue("1");
        last.answer("204 No Content");
        assertThat(signals.poll(20, TimeUnit.SECONDS)).isEqualTo("complete");
        assertThat(source.isOpen()).isFalse();
        assertThat(signals).isEmpty();
        assertThat(server.waiting()).isZero();
    }

    private static String end(String channel, String id) {
        return "event:rivulet:end\nid:" + id + "\ndata:{\"channel\":\"" + channel + "\",\"outcome\":\"ended\"}\n\n";
    }
}
