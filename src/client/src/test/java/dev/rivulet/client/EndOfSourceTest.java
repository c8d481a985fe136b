/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.sse.SseEventSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How a source ends, who is told, and what a refusal says. */
class EndOfSourceTest extends ScriptedTest {

    private static final String PROBLEM = "{\"title\":\"No such channel\",\"detail\":\"prices\u20ac\"}";

    @Test
    void closedIsCompleteWhenNothingIsDeliveredAnyMore() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Recorder recorder = open(
                Way.JDK,
                builder -> builder.onMessage(event -> {
                    held.countDown();
                    awaitUninterruptibly(go);
                }));
        accept(recorder).write("data:a\n\n");
        held.await();
        CompletableFuture<Void> closed = recorder.source().closed().toCompletableFuture();
        recorder.source().close();
        assertThat(closed).isNotDone();
        go.countDown();
        assertThat(closed.get(20, TimeUnit.SECONDS)).isNull();
        recorder.source().close();
        assertThat(recorder.source().closed().toCompletableFuture()).isCompleted();
    }

    @Test
    void closedIsNobodyElsesToComplete() {
        Recorder recorder = open(Way.JDK);
        recorder.source().closed().toCompletableFuture().complete(null);
        assertThat(recorder.source().closed().toCompletableFuture()).isNotDone();
        assertThat(recorder.source().readyState()).isEqualTo(ReadyState.CONNECTING);
    }

    @Test
    void noContentIsAnEndAndNoFailure() throws Exception {
        Recorder recorder = open(Way.JDK);
        server.next().answer("204 No Content");
        recorder.failed();
        assertThat(recorder.source().closed().toCompletableFuture().get(20, TimeUnit.SECONDS))
                .isNull();
    }

    @Test
    void endOfAnInputStreamIsAnEndAndNoFailure() throws Exception {
        EventSource source = closing(
                EventSource.builder(new ByteArrayInputStream(new byte[0])).open());
        assertThat(source.closed().toCompletableFuture().get(20, TimeUnit.SECONDS))
                .isNull();
    }

    @Test
    void refusalIsAFailure() {
        Recorder recorder = open(Way.JDK);
        server.next().answer("410 Gone");
        recorder.failed();
        assertThatThrownBy(
                        () -> recorder.source().closed().toCompletableFuture().get(20, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(IOException.class)
                .hasMessageContaining("410");
    }

    @ParameterizedTest
    @EnumSource
    void dependentsOfClosedMayThrow(Sneaky sneaky) throws Exception {
        Recorder recorder = open(Way.JDK);
        CompletableFuture<Void> failing =
                recorder.source().closed().thenRun(sneaky::raise).toCompletableFuture();
        recorder.source().close();
        assertThatThrownBy(() -> failing.get(20, TimeUnit.SECONDS)).cause().isInstanceOf(sneaky.type());
        assertThat(recorder.source().closed().toCompletableFuture().get(20, TimeUnit.SECONDS))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"JDK, application/problem+json", "JAX_RS, 'Application/Problem+JSON; charset=utf-8'"})
    void problemOfARefusalIsTold(Way way, String type) {
        Recorder recorder = open(way);
        refuse("404 Not Found", type, PROBLEM);
        ErrorEvent error = recorder.failed();
        assertThat(error.status()).hasValue(404);
        assertThat(error.problem()).hasValue(PROBLEM);
        assertThat(time.pending()).isZero();
    }

    @Test
    void problemOfARefusalThatIsTriedAgainIsToldToo() {
        Recorder recorder = open(Way.JDK, builder -> builder.responsePolicy(ResponsePolicy.KEEP_TRYING));
        refuse("503 Unavailable", "application/problem+json", PROBLEM);
        assertThat(recorder.interrupted().problem()).hasValue(PROBLEM);
        time.passToTimer();
        accept(recorder).end();
        assertThat(recorder.interrupted().problem()).as("of this attempt").isEmpty();
    }

    @Test
    void otherBodiesAreNotRead() {
        Recorder recorder = open(Way.JDK);
        ScriptedExchange exchange = server.next();
        exchange.head("404 Not Found", "Content-Type: application/json").write("{");
        assertThat(recorder.failed().problem()).isEmpty();
        exchange.awaitClientGone();
    }

    @Test
    void problemThatIsTooLongIsLeftOut() {
        Recorder recorder = open(Way.JDK);
        ScriptedExchange exchange = server.next();
        exchange.head("404 Not Found", "Content-Type: application/problem+json").write(" ".repeat(64 << 10) + "{");
        assertThat(recorder.failed().problem()).isEmpty();
        exchange.awaitClientGone();
    }

    @Test
    void problemThatNeverEndsIsNotWaitedFor() {
        Recorder recorder = open(Way.JDK);
        server.next()
                .head("404 Not Found", "Content-Type: application/problem+json")
                .write("{");
        assertThat(time.passToTimer()).hasSeconds(5);
        ErrorEvent error = recorder.failed();
        assertThat(error.status()).hasValue(404);
        assertThat(error.problem()).isEmpty();
    }

    @Test
    void problemOfAJaxRsSourceIsItsExceptionsEntity() throws Exception {
        BlockingQueue<Throwable> errors = new LinkedBlockingQueue<>();
        SseEventSource source = closing(new SseEventSourceBuilder()
                .target(Way.CLIENT.target(server.uri("/")))
                .build());
        source.register(event -> {}, errors::add);
        source.open();
        refuse("403 Forbidden", "application/problem+json", PROBLEM);
        assertThat(errors.poll(20, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        WebApplicationException.class,
                        failure -> assertThat(failure.getResponse().getEntity()).isEqualTo(PROBLEM));
    }

    @Test
    void lastErrorThatNobodyHearsIsLogged() {
        try (RecordedLog log = RecordedLog.of(EventSource.class)) {
            EventSource source =
                    closing(builder(Way.JDK, server.uri("/events?token=secret")).open());
            refuse("403 Forbidden", "application/problem+json", PROBLEM);
            assertThatThrownBy(() -> source.closed().toCompletableFuture().get(20, TimeUnit.SECONDS))
                    .isNotNull();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING")
                    .contains("/events", "403", "No such channel", "onError")
                    .doesNotContain("secret");
        }
    }

    @Test
    void lastErrorThatIsHeardOrIsNoneIsNotLogged() throws Exception {
        try (RecordedLog log = RecordedLog.of(EventSource.class)) {
            Recorder recorder = open(Way.JDK);
            server.next().answer("404 Not Found");
            recorder.failed();
            EventSource ended = closing(builder(Way.JDK, server.uri("/")).open());
            server.next().answer("204 No Content");
            ended.closed().toCompletableFuture().get(20, TimeUnit.SECONDS);
            EventSource subscribed = closing(builder(Way.JDK, server.uri("/")).open());
            try (var messages = subscribed.stream()) {
                server.next().answer("404 Not Found");
                assertThatThrownBy(() -> messages.iterator().hasNext()).isInstanceOf(IllegalStateException.class);
            }
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void lastErrorOfAJaxRsSourceWithoutAConsumerForItIsLogged() throws Exception {
        try (RecordedLog log = RecordedLog.of(EventSource.class)) {
            SseEventSource source = closing(new SseEventSourceBuilder()
                    .target(Way.CLIENT.target(server.uri("/")))
                    .build());
            source.register(event -> {});
            source.open();
            server.next().answer("401 Unauthorized");
            org.awaitility.Awaitility.await().until(() -> !log.lines().isEmpty());
            assertThat(log.lines()).singleElement().asString().contains("401");
        }
    }

    @Test
    void registrationRemovesItsListener() {
        List<String> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
        Recorder recorder = open(Way.JDK);
        ListenerRegistration first = recorder.source().addEventListener("test", event -> heard.add("first"));
        java.util.function.Consumer<MessageEvent> same = event -> heard.add("same");
        recorder.source().addEventListener("test", same);
        ListenerRegistration again = recorder.source().addEventListener("test", same);
        ListenerRegistration error = recorder.source().addEventListener(EventType.ERROR, event -> heard.add("error"));
        ScriptedExchange exchange = accept(recorder).write("event:test\ndata:a\n\n");
        recorder.message();
        org.awaitility.Awaitility.await().until(() -> heard.size() == 2);
        first.remove();
        first.remove();
        again.remove();
        error.remove();
        exchange.write("event:test\ndata:b\n\n").end();
        recorder.message();
        recorder.interrupted();
        assertThat(heard).containsExactly("first", "same");
    }

    private void refuse(String status, String type, String body) {
        byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        server.next()
                .head(status, "Content-Type: " + type, "Content-Length: " + bytes.length)
                .write(bytes)
                .end();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
