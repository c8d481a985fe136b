/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import java.io.IOException;
import java.net.CookieHandler;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A source never dies by accident, never hangs, and goes when it is told to. */
class ResilienceTest extends ScriptedTest {

    @ParameterizedTest
    @EnumSource
    void hookCompletesEveryRequest(Way way) {
        AtomicInteger tokens = new AtomicInteger();
        Recorder recorder = open(
                way,
                builder -> builder.onRequest(request -> request.header(
                        "Authorization", "Bearer " + tokens.incrementAndGet() + "/" + request.attempt())));
        for (int i = 1; i <= 2; i++) {
            ScriptedExchange exchange = server.next().stream();
            assertThat(exchange.request().header("Authorization")).hasValue("Bearer " + i + "/" + i);
            recorder.opened();
            exchange.end();
            recorder.interrupted();
            time.passToTimer();
        }
    }

    @Test
    void hookThatThrowsIsAFailedAttempt() {
        AtomicBoolean failing = new AtomicBoolean(true);
        Recorder recorder = open(
                Way.JDK,
                builder -> builder.onRequest(request -> {
                    if (failing.get()) {
                        throw new AssertionError("by the test");
                    }
                }));
        assertThat(recorder.interrupted().cause()).get().isInstanceOf(AssertionError.class);
        assertThat(time.awaitTimer()).isEqualTo(Duration.ofSeconds(4));
        failing.set(false);
        time.passToTimer();
        accept(recorder);
    }

    @ParameterizedTest
    @EnumSource
    void methodAndBodyGoOutWithEveryAttempt(Way way) {
        Recorder recorder = open(way, builder -> builder.method("POST").body("{\"q\":\"\u20ac\"}", "application/json"));
        for (int i = 0; i < 2; i++) {
            ScriptedExchange exchange = server.next().stream();
            assertThat(exchange.request().method()).isEqualTo("POST");
            assertThat(exchange.request().body()).isEqualTo("{\"q\":\"\u00E2\u0082\u00AC\"}");
            assertThat(exchange.request().header("Content-Type"))
                    .get()
                    .asString()
                    .startsWith("application/json");
            recorder.opened();
            exchange.end();
            recorder.interrupted();
            time.passToTimer();
        }
    }

    /** {@code HttpURLConnection} knows eight methods. */
    @Test
    void methodThatTheClientDoesNotKnowIsFinal() {
        Recorder recorder = open(Way.JAX_RS, builder -> builder.method("QUERY").body("q", "text/plain"));
        assertThat(recorder.failed().cause())
                .get()
                .isInstanceOf(UnsendableRequestException.class)
                .asString()
                .contains("QUERY");
        open(Way.JDK, builder -> builder.method("QUERY").body("q", "text/plain"));
        assertThat(server.next().request().method()).isEqualTo("QUERY");
    }

    @Test
    void transportMayFindOutLaterWhatItCannotSend() {
        Recorder recorder = open(
                Way.JDK,
                builder -> builder.transport((request, receiver) -> {
                    receiver.onFailure(new UnsendableRequestException("by the test"));
                    return new Transport.Exchange() {
                        @Override
                        public void request() {}

                        @Override
                        public void cancel() {}
                    };
                }));
        assertThat(recorder.failed().cause()).get().isInstanceOf(UnsendableRequestException.class);
    }

    @ParameterizedTest
    @CsvSource({"301 Moved, GET", "302 Found, GET", "303 See Other, GET", "307 Temporary, POST", "308 Permanent, POST"})
    void redirectedPostFollowsFetch(String status, String method) {
        open(Way.JDK, builder -> builder.method("POST").body("q", "text/plain"));
        server.next().redirect(status, "/there");
        RecordedRequest second = server.next().request();
        assertThat(second.method()).isEqualTo(method);
        assertThat(second.body()).isEqualTo(method.equals("POST") ? "q" : "");
    }

    @ParameterizedTest
    @CsvSource({
        "500, , 4000",
        "503, 7, 7000",
        "429, 0, 0",
        "503, soon, 4000",
        "503, -5, 4000",
        "408, , 4000",
        "503, 99999999999999999999, 8640000000000",
        "503, 'Sat, 01 Jan 2022 00:00:10 GMT', 10000",
        "503, 'Fri, 31 Dec 2021 00:00:00 GMT', 0",
        "503, 'Saturday, 01-Jan-22 00:00:10 GMT', 10000",
        "503, 'Sat Jan  1 00:00:10 2022', 10000"
    })
    void keepTryingHonoursRetryAfter(int status, String retryAfter, long millis) {
        Recorder recorder = open(Way.JDK, builder -> builder.responsePolicy(ResponsePolicy.KEEP_TRYING));
        server.next()
                .answer(
                        status + " Status",
                        "Date: Sat, 01 Jan 2022 00:00:00 GMT",
                        retryAfter == null ? "X: y" : "Retry-After: " + retryAfter);
        ErrorEvent error = recorder.interrupted();
        assertThat(error.status()).hasValue(status);
        assertThat(error.reconnectIn()).hasValue(Duration.ofMillis(millis));
        time.passToTimer();
        accept(recorder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Saturday, 01-Jan-22 00:00:00 GMT", "Sat Jan  1 00:00:00 2022"})
    void dateOfTheServerMayHaveAnyFormToo(String date) {
        Recorder recorder = open(Way.JDK, builder -> builder.responsePolicy(ResponsePolicy.KEEP_TRYING));
        server.next().answer("503 Status", "Date: " + date, "Retry-After: Sat, 01 Jan 2022 00:00:10 GMT");
        assertThat(recorder.interrupted().reconnectIn()).hasValue(Duration.ofSeconds(10));
    }

    @Test
    void keepTryingStillTakesNoForAnAnswer() {
        Recorder recorder = open(Way.JDK, builder -> builder.responsePolicy(ResponsePolicy.KEEP_TRYING));
        server.next().answer("404 Not Found");
        recorder.failed();
    }

    @Test
    void policyThatThrowsIsAFailedAttempt() {
        Recorder recorder = open(
                Way.JDK,
                builder -> builder.responsePolicy((status, headers) -> {
                    throw new IllegalStateException("by the test");
                }));
        server.next().stream();
        assertThat(recorder.interrupted().cause()).get().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void cookieHandlerThatThrowsIsAFailedAttempt() {
        Recorder recorder = open(
                Way.JDK,
                builder -> builder.cookies(new CookieHandler() {
                    @Override
                    public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
                        return Map.of();
                    }

                    @Override
                    public void put(URI uri, Map<String, List<String>> headers) throws IOException {
                        throw new IllegalStateException("by the test");
                    }
                }));
        server.next().stream();
        assertThat(recorder.interrupted().cause()).get().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void commentListenerThatThrowsHarmsNothing() {
        Recorder recorder = open(
                Way.JDK,
                builder -> builder.onComment(comment -> {
                    throw new IllegalStateException("by the test");
                }));
        accept(recorder).write(":\n\ndata:a\n\n");
        assertThat(recorder.data()).isEqualTo("a");
    }

    @Test
    void errorListenerThatThrowsDoesNotKeepItFromReconnecting() {
        Recorder recorder = open(Way.JDK);
        recorder.source().addEventListener(EventType.ERROR, event -> {
            throw new AssertionError("by the test");
        });
        accept(recorder).end();
        recorder.interrupted();
        time.passToTimer();
        accept(recorder);
    }

    @ParameterizedTest
    @EnumSource
    void listenerMayClose(Way way) {
        AtomicInteger calls = new AtomicInteger();
        EventSource[] source = new EventSource[1];
        CountDownLatch set = new CountDownLatch(1);
        source[0] = closing(builder(way, server.uri("/"))
                .onOpen(event -> {
                    awaitUninterruptibly(set);
                    source[0].close();
                })
                .onMessage(event -> calls.incrementAndGet())
                .onError(event -> calls.incrementAndGet())
                .open());
        set.countDown();
        ScriptedExchange exchange = server.next().stream().write("data:a\n\n");
        exchange.end();
        exchange.awaitClientGone();
        assertThat(source[0].readyState()).isEqualTo(ReadyState.CLOSED);
        assertThat(calls).hasValue(0);
        assertThat(time.pending()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void silentServerIsGivenUpBeforeItsHeadersToo(Way way) {
        Recorder recorder = open(way, builder -> builder.idleTimeout(Duration.ofSeconds(30)));
        ScriptedExchange exchange = server.next();
        assertThat(time.passToTimer()).isEqualTo(Duration.ofSeconds(30));
        assertThat(recorder.interrupted().cause()).get().isInstanceOf(IdleStreamException.class);
        if (way == Way.JDK) {
            exchange.awaitClientGone();
        }
        time.passToTimer();
        server.next().stream();
        recorder.opened();
    }

    @Test
    void heartbeatsKeepTheWatchdogQuiet() {
        List<String> comments = new java.util.concurrent.CopyOnWriteArrayList<>();
        Recorder recorder = open(
                Way.JDK, builder -> builder.idleTimeout(Duration.ofSeconds(30)).onComment(comments::add));
        ScriptedExchange exchange = accept(recorder);
        for (int i = 1; i <= 10; i++) {
            time.pass(Duration.ofSeconds(20));
            exchange.write(":\n\n");
            int count = i;
            await().until(() -> comments.size() == count && time.pending() == 1);
        }
        recorder.nothingElse();
        assertThat(recorder.source().readyState()).isEqualTo(ReadyState.OPEN);
        recorder.source().close();
        await().until(() -> time.pending() == 0);
    }

    @Test
    void subscriberThatTakesItsTimeIsNotTheServersSilence() {
        Recorder recorder = open(Way.JDK, builder -> builder.idleTimeout(Duration.ofSeconds(30)));
        recorder.source().publisher().subscribe(new ReluctantSubscriber());
        accept(recorder).write("data:a\n\n");
        await().until(() -> time.pending() > 0);
        time.pass(Duration.ofDays(1));
        await().until(() -> time.pending() == 0); // looked, and saw nothing amiss
        recorder.nothingElse();
        assertThat(recorder.source().readyState()).isEqualTo(ReadyState.OPEN);
    }

    @ParameterizedTest
    @EnumSource
    void lineBeyondTheLimitReconnectsWithBackoff(Way way) {
        Recorder recorder = open(way, builder -> builder.maxLineSize(100));
        accept(recorder).write("id:1\ndata:a\n\nid:2\ndata:" + "x".repeat(1_000));
        assertThat(recorder.data()).isEqualTo("a");
        ErrorEvent error = recorder.interrupted();
        assertThat(error.cause())
                .get()
                .isInstanceOf(StreamLimitException.class)
                .asString()
                .contains("100 bytes");
        assertThat(error.reconnectIn()).hasValue(Duration.ofSeconds(4));
        time.passToTimer();
        assertThat(server.next().request().header("Last-Event-ID")).hasValue("1");
    }

    @Test
    void eventBeyondTheLimitClosesBySetting() {
        Recorder recorder = open(Way.JDK, builder -> builder.maxEventSize(100).closeBeyondLimits());
        accept(recorder).write(("data:" + "x".repeat(60) + "\n").repeat(2) + "\n");
        assertThat(recorder.failed().cause()).get().isInstanceOf(StreamLimitException.class);
    }

    @Test
    void commentOfAnyLengthIsSkipped() {
        Recorder recorder = open(Way.JDK, builder -> builder.maxLineSize(100));
        accept(recorder).write(":" + "x".repeat(1 << 20) + "\ndata:a\n\n");
        assertThat(recorder.data()).isEqualTo("a");
    }

    @Test
    void executorThatRefusesEndsTheSource() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        Recorder recorder = open(Way.JDK, builder -> builder.executor(executor));
        ScriptedExchange exchange = accept(recorder);
        executor.shutdown();
        assertThat(executor.awaitTermination(20, java.util.concurrent.TimeUnit.SECONDS))
                .isTrue();
        exchange.write("data:a\n\n");
        exchange.awaitClientGone();
        recorder.message(); // what was under way already
        assertThat(recorder.failed().cause()).get().isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void schedulerThatRefusesEndsTheSource() {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        Recorder recorder = open(Way.JDK, builder -> builder.scheduler(scheduler));
        ScriptedExchange exchange = accept(recorder);
        scheduler.shutdown();
        exchange.end();
        recorder.interrupted();
        assertThat(recorder.failed().cause()).get().isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void callersThreadWillDoAsAnExecutor() {
        List<String> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
        closing(builder(Way.JDK, server.uri("/"))
                .executor(Runnable::run)
                .transport(new BriefTransport())
                .onOpen(event -> heard.add("open"))
                .onMessage(event -> heard.add(event.data()))
                .onError(event -> heard.add("error"))
                .open());
        assertThat(heard).containsExactly("open", "a", "error");
    }

    @Test
    void transportWithoutMemoryForAThreadIsTriedAgain() {
        Recorder recorder = open(
                Way.JDK,
                builder -> builder.transport((request, receiver) -> {
                    throw new OutOfMemoryError("by the test");
                }));
        assertThat(recorder.interrupted().cause()).get().isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void closedJaxRsClientEndsTheSource() {
        Client client = ClientBuilder.newClient();
        Recorder recorder =
                Recorder.open(EventSource.target(client.target(server.uri("/"))).timing(time));
        closing(recorder.source());
        accept(recorder).end();
        recorder.interrupted();
        client.close();
        time.passToTimer();
        assertThat(recorder.failed().cause()).get().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void builderOpensOneSource() {
        EventSourceBuilder builder = builder(Way.JDK, server.uri("/"));
        closing(builder.open());
        org.assertj.core.api.Assertions.assertThatThrownBy(builder::open).isInstanceOf(IllegalStateException.class);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks for nothing. */
    private static final class ReluctantSubscriber implements java.util.concurrent.Flow.Subscriber<MessageEvent> {
        @Override
        public void onSubscribe(java.util.concurrent.Flow.Subscription given) {}

        @Override
        public void onNext(MessageEvent event) {
            throw new AssertionError(event);
        }

        @Override
        public void onError(Throwable cause) {}

        @Override
        public void onComplete() {}
    }

    /** Answers on the spot, with one event and the end. */
    private static final class BriefTransport implements Transport {
        @Override
        public Exchange open(Request request, Receiver receiver) {
            receiver.onResponse(Response.of(200, request.uri(), Map.of("content-type", List.of("text/event-stream"))));
            return new Exchange() {
                private boolean asked;

                @Override
                public void request() {
                    if (asked) {
                        receiver.onEnd();
                    } else {
                        asked = true;
                        receiver.onBytes(List.of(java.nio.ByteBuffer.wrap(
                                "data:a\n\n".getBytes(java.nio.charset.StandardCharsets.UTF_8))));
                    }
                }

                @Override
                public void cancel() {}
            };
        }
    }
}
