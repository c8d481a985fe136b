/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.sse.SseEventSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.CookieHandler;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the application's code throws, declared or not: its neighbours and its source go on. */
class ThrowingCodeTest extends ScriptedTest {

    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

    @ParameterizedTest
    @EnumSource
    void listenersOfEveryTypeMayThrow(Sneaky sneaky) {
        Recorder recorder = open(
                Way.JDK,
                builder -> builder.onOpen(event -> sneaky.raise())
                        .onMessage(event -> sneaky.raise())
                        .onError(event -> sneaky.raise())
                        .addEventListener("test", event -> sneaky.raise(), ListenerOption.once())
                        .onComment(comment -> sneaky.raise()));
        recorder.source().addEventListener(EventType.ERROR, event -> sneaky.raise());
        accept(recorder).write(":\n\nevent:test\ndata:a\n\ndata:b\n\n").end();
        assertThat(recorder.data()).isEqualTo("a");
        assertThat(recorder.data()).isEqualTo("b");
        recorder.interrupted();
        time.passToTimer();
        server.next().answer("404 Not Found");
        recorder.failed();
    }

    @ParameterizedTest
    @EnumSource
    void hookThatThrowsIsAFailedAttempt(Sneaky sneaky) {
        AtomicInteger calls = new AtomicInteger();
        Recorder recorder = open(
                Way.JDK,
                builder -> builder.onRequest(request -> {
                    if (calls.getAndIncrement() == 0) {
                        sneaky.raise();
                    }
                }));
        assertThat(recorder.interrupted().cause()).get().isInstanceOf(sneaky.type());
        time.passToTimer();
        accept(recorder);
    }

    @ParameterizedTest
    @EnumSource
    void policyThatThrowsIsAFailedAttempt(Sneaky sneaky) {
        AtomicInteger calls = new AtomicInteger();
        Recorder recorder = open(
                Way.JDK,
                builder -> builder.responsePolicy((status, headers) ->
                        calls.getAndIncrement() == 0 ? sneaky.raise() : ResponsePolicy.Decision.OPEN));
        server.next().stream();
        assertThat(recorder.interrupted().cause()).get().isInstanceOf(sneaky.type());
        time.passToTimer();
        accept(recorder);
    }

    @Test
    void policyThatDecidesNothingIsAFailedAttempt() {
        Recorder recorder = open(Way.JDK, builder -> builder.responsePolicy((status, headers) -> null));
        server.next().stream();
        assertThat(recorder.interrupted().cause()).get().asString().contains("response policy");
    }

    @ParameterizedTest
    @EnumSource
    void cookieHandlerThatThrowsIsAFailedAttempt(Sneaky sneaky) {
        AtomicInteger gets = new AtomicInteger();
        AtomicInteger puts = new AtomicInteger();
        Recorder recorder = open(
                Way.JDK,
                builder -> builder.cookies(new CookieHandler() {
                    @Override
                    public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
                        return gets.getAndIncrement() == 0 ? sneaky.raise() : Map.of();
                    }

                    @Override
                    public void put(URI uri, Map<String, List<String>> headers) {
                        if (puts.getAndIncrement() == 0) {
                            sneaky.raise();
                        }
                    }
                }));
        assertThat(recorder.interrupted().cause()).get().isInstanceOf(sneaky.type());
        time.passToTimer();
        server.next().stream();
        assertThat(recorder.interrupted().cause()).get().isInstanceOf(sneaky.type());
        time.passToTimer();
        accept(recorder);
    }

    /** Out of each of its methods in turn. What a transport declares by throwing unchecked is another matter. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNCHECKED")
    void transportThatThrowsIsTriedAgain(Sneaky sneaky) {
        AtomicInteger attempts = new AtomicInteger();
        AtomicInteger cancelled = new AtomicInteger();
        Recorder recorder = open(
                Way.JDK,
                builder -> builder.transport((request, receiver) -> {
                    int attempt = attempts.incrementAndGet();
                    if (attempt == 1) {
                        sneaky.raise();
                    }
                    receiver.onResponse(Transport.Response.of(
                            200, request.uri(), Map.of("Content-Type", List.of("text/event-stream"))));
                    return new Transport.Exchange() {
                        @Override
                        public void request() {
                            if (attempt == 2) {
                                sneaky.raise();
                            }
                        }

                        @Override
                        public void cancel() {
                            cancelled.incrementAndGet();
                            sneaky.raise();
                        }
                    };
                }));
        assertThat(recorder.interrupted().cause()).get().isInstanceOf(sneaky.type());
        time.passToTimer();
        recorder.opened();
        assertThat(recorder.interrupted().cause()).get().isInstanceOf(sneaky.type());
        time.passToTimer();
        recorder.opened();
        recorder.source().close();
        await().until(() -> cancelled.get() > 1);
        assertThat(recorder.source().readyState()).isEqualTo(ReadyState.CLOSED);
    }

    @ParameterizedTest
    @EnumSource
    void subscriberThatThrowsIsLeftOutAndNobodyElse(Sneaky sneaky) {
        for (Flow.Subscriber<MessageEvent> throwing : List.of(
                new Thrower(sneaky, true, false, false),
                new Thrower(sneaky, false, true, false),
                new Thrower(sneaky, false, false, true))) {
            Recorder recorder = open(Way.JDK);
            recorder.source().publisher().subscribe(throwing);
            try (Stream<MessageEvent> stream = recorder.source().stream()) {
                accept(recorder).write("data:a\n\ndata:b\n\n");
                assertThat(recorder.data()).isEqualTo("a");
                assertThat(recorder.data()).isEqualTo("b");
                Iterator<MessageEvent> messages = stream.iterator();
                assertThat(messages.next().data()).isEqualTo("a");
                assertThat(messages.next().data()).isEqualTo("b");
                recorder.source().close();
                assertThat(messages.hasNext()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void streamEndsWithItsSourceThoughAListenerThrows(Sneaky sneaky) {
        EventSource source = open(Way.JDK, builder -> builder.onMessage(event -> sneaky.raise()))
                .source();
        try (Stream<MessageEvent> stream = source.stream()) {
            server.next().stream().write("data:a\n\n");
            Iterator<MessageEvent> messages = stream.iterator();
            assertThat(messages.next().data()).isEqualTo("a");
            source.close();
            assertThat(messages.hasNext()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void jaxRsConsumersMayThrow(Sneaky sneaky) throws Exception {
        SseEventSource source = closing(new SseEventSourceBuilder()
                .target(Way.CLIENT.target(server.uri("/")))
                .reconnectingEvery(1, TimeUnit.MILLISECONDS)
                .build());
        source.register(event -> sneaky.raise(), cause -> sneaky.raise(), sneaky::raise);
        source.register(heard::add, heard::add, () -> heard.add("complete"));
        source.open();
        ScriptedExchange exchange = server.next().stream().write("data:a\n\ndata:b\n\n");
        assertThat(next()).hasToString("a");
        assertThat(next()).hasToString("b");
        exchange.end();
        server.next().answer("404 Not Found");
        assertThat(next()).isInstanceOf(WebApplicationException.class);
        assertThat(source.close(20, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void jaxRsSourceClosesThoughItsConsumersThrow(Sneaky sneaky) throws Exception {
        SseEventSource source = closing(new SseEventSourceBuilder()
                .target(Way.CLIENT.target(server.uri("/")))
                .build());
        source.register(
                event -> {
                    heard.add(event.readData());
                    sneaky.raise();
                },
                cause -> sneaky.raise(),
                sneaky::raise);
        source.open();
        server.next().stream().write("data:a\n\n").end();
        assertThat(next()).isEqualTo("a");
        assertThat(source.close(20, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void bodyThatThrowsEndsItsSourceWithThat(Sneaky sneaky) {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream body = new ByteArrayInputStream("data:a\n\n".getBytes(UTF_8)) {
            @Override
            public synchronized int read(byte[] piece, int offset, int length) {
                int read = super.read(piece, offset, length);
                return read < 0 ? sneaky.<Integer>raise() : read;
            }

            @Override
            public void close() {
                closed.set(true);
                sneaky.raise();
            }
        };
        Recorder recorder = Recorder.open(EventSource.builder(body));
        recorder.opened();
        assertThat(recorder.data()).isEqualTo("a");
        assertThat(recorder.failed().cause()).get().isInstanceOf(sneaky.type());
        await().untilTrue(closed);
    }

    @ParameterizedTest
    @EnumSource
    void whatADataReaderThrowsIsTheCallers(Sneaky sneaky) {
        Recorder recorder = open(Way.JDK, builder -> builder.dataReader((data, type) -> sneaky.raise()));
        accept(recorder).write("data:a\n\ndata:b\n\n");
        MessageEvent first = recorder.message();
        assertThatThrownBy(() -> first.data(Integer.class)).isInstanceOf(sneaky.type());
        assertThat(recorder.data()).isEqualTo("b");
    }

    private Object next() throws InterruptedException {
        Object next = heard.poll(20, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next instanceof jakarta.ws.rs.sse.InboundSseEvent event ? event.readData() : next;
    }

    /** Out of the signals that it is told to throw out of. */
    private record Thrower(Sneaky sneaky, boolean atSubscription, boolean atMessages, boolean atEnd)
            implements Flow.Subscriber<MessageEvent> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
            raiseIf(atSubscription);
        }

        @Override
        public void onNext(MessageEvent event) {
            raiseIf(atMessages);
        }

        @Override
        public void onError(Throwable cause) {
            raiseIf(atEnd);
        }

        @Override
        public void onComplete() {
            raiseIf(atEnd);
        }

        private void raiseIf(boolean wanted) {
            if (wanted) {
                sneaky.raise();
            }
        }
    }
}
