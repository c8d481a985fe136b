/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.client.internal.InboundDelivery;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.sse.InboundSseEvent;
import jakarta.ws.rs.sse.SseEventSource;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong in other clients, through the JAX-RS face where it is theirs, else through the browser's. */
class PeerFaultsTest extends ScriptedTest {

    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

    @Test
    void closeLeavesNoConnection() {
        Recorder recorder = open(Way.JDK);
        ScriptedExchange exchange = accept(recorder);
        recorder.source().close();
        exchange.awaitClientGone();
    }

    /** Over HttpURLConnection on a JDK before 21 the reader is free with the server's next byte. */
    @Test
    void closeLeavesNoThreadAfterTheNextHeartbeat() throws Exception {
        long others = OwnThreads.named("rivulet-client-reader");
        SseEventSource source = jaxRs(builder());
        ScriptedExchange exchange = server.next().stream().write("data:a\n\n");
        assertThat(event().readData()).isEqualTo("a");
        assertThat(source.close(10, TimeUnit.SECONDS))
                .as("closed within that time")
                .isTrue();
        assertThat(source.isOpen()).isFalse();
        exchange.write(":\n\n");
        exchange.awaitClientGone();
        await().until(() -> OwnThreads.named("rivulet-client-reader") <= others);
    }

    @Test
    void reconnectingEveryTwoSecondsMeansTwoSeconds() {
        jaxRs(builder().reconnectingEvery(2, TimeUnit.SECONDS).timing(time));
        server.next().stream().end();
        assertThat(time.passToTimer()).isEqualTo(Duration.ofSeconds(2));
        server.next();
    }

    @Test
    void noContentCompletes() throws Exception {
        SseEventSource source = jaxRs(builder().reconnectingEvery(1, TimeUnit.MILLISECONDS));
        server.next().answer("204 No Content");
        assertThat(next()).isEqualTo("complete");
        assertThat(source.isOpen()).isFalse();
        assertThat(server.waiting()).isZero();
    }

    @Test
    void restartedServerIsFoundAgain() throws Exception {
        int port = server.port();
        server.close();
        SseEventSource source = jaxRs(builder().reconnectingEvery(20, TimeUnit.MILLISECONDS));
        ScriptedServer restarted = closing(new ScriptedServer(port));
        restarted.next().stream().write("data:a\n\n");
        assertThat(event().readData()).isEqualTo("a");
        restarted.close();
        ScriptedServer again = closing(new ScriptedServer(port));
        again.next().stream().write("data:b\n\n");
        assertThat(event().readData()).isEqualTo("b");
        assertThat(source.isOpen()).isTrue();
    }

    @Test
    void throwingConsumerEndsNothing() throws Exception {
        SseEventSource source = closing(builder().build());
        source.register(event -> {
            throw new IllegalStateException("by the test");
        });
        source.register(heard::add, heard::add, () -> heard.add("complete"));
        source.open();
        server.next().stream().write("data:a\n\ndata:b\n\n");
        assertThat(event().readData()).isEqualTo("a");
        assertThat(event().readData()).isEqualTo("b");
        assertThat(source.isOpen()).isTrue();
    }

    /** The error is on its way already, and held up by the first of those that are to hear it. */
    @Test
    void closeHasReturnedMeansThatNobodyElseHearsTheError() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        SseEventSource source = closing(builder().build());
        source.register(heard::add, cause -> {
            held.countDown();
            awaitUninterruptibly(closed);
        });
        source.register(heard::add, heard::add);
        source.open();
        server.next().answer("404 Not Found");
        held.await();
        assertThat(source.close(0, TimeUnit.SECONDS)).isFalse();
        closed.countDown();
        assertThat(source.close(20, TimeUnit.SECONDS)).isTrue();
        assertThat(heard).isEmpty();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void truncatedLastEventIsDropped() throws Exception {
        jaxRs(builder().reconnectingEvery(1, TimeUnit.MILLISECONDS));
        server.next().stream().write("id:1\ndata:a\n\nid:2\ndata:b\n").end();
        assertThat(event().readData()).isEqualTo("a");
        ScriptedExchange second = server.next();
        assertThat(second.request().header("Last-Event-ID")).hasValue("1");
        second.stream().write("data:c\n\n");
        assertThat(event().readData()).isEqualTo("c");
    }

    @ParameterizedTest
    @EnumSource
    void noEventIsLostAtChunkBorders(Way way) {
        Recorder recorder = open(way);
        ScriptedExchange exchange = server.next();
        exchange.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
        recorder.opened();
        int events = 2_000;
        StringBuilder chunked = new StringBuilder();
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < events; i++) {
            stream.append("id:").append(i).append("\r\ndata:event ").append(i).append("\r\n\r\n");
        }
        int size = 1;
        for (int start = 0; start < stream.length(); start += size) {
            size = 1 + (start * 31 + 7) % 97;
            String piece = stream.substring(start, Math.min(stream.length(), start + size));
            chunked.append(Integer.toHexString(piece.length()))
                    .append("\r\n")
                    .append(piece)
                    .append("\r\n");
        }
        exchange.write(chunked.toString());
        for (int i = 0; i < events; i++) {
            assertThat(recorder.data()).isEqualTo("event " + i);
        }
    }

    @Test
    void eventWithoutIdKeepsTheLastOne() throws Exception {
        jaxRs(builder().reconnectingEvery(1, TimeUnit.MILLISECONDS));
        server.next().stream().write("id:1\ndata:a\n\ndata:b\n\n").end();
        event();
        assertThat(event().getId()).as("the event's own").isNull();
        assertThat(server.next().request().header("Last-Event-ID")).hasValue("1");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 500})
    void errorStatusIsToldAndNotRetried(int status) throws Exception {
        SseEventSource source = jaxRs(builder().reconnectingEvery(1, TimeUnit.MILLISECONDS));
        server.next().answer(status + " Status", "X-Reason: because");
        assertThat(next()).isInstanceOfSatisfying(WebApplicationException.class, failure -> {
            assertThat(failure.getResponse().getStatus()).isEqualTo(status);
            assertThat(failure.getResponse().getHeaderString("X-Reason")).isEqualTo("because");
        });
        assertThat(source.isOpen()).isFalse();
        assertThat(server.waiting()).isZero();
    }

    @Test
    void htmlIsNotParsed() throws Exception {
        jaxRs(builder());
        server.next().head("200 OK", "Content-Type: text/html").write("data:a\n\n");
        assertThat(next()).isInstanceOf(java.io.IOException.class);
    }

    @Test
    void heartbeatCommentsAreNoEvents() throws Exception {
        jaxRs(builder());
        server.next().stream().write(":\n\n: heartbeat\n\n: mine\ndata:a\n\ndata:b\n\n");
        InboundSseEvent event = event();
        assertThat(event.readData()).isEqualTo("a");
        assertThat(event.getComment()).isEqualTo("mine");
        assertThat(event().getComment()).isNull();
    }

    @Test
    void commentsOfASilentStreamDoNotPileUp() {
        InboundDelivery.Comments comments = new InboundDelivery.Comments();
        for (int i = 0; i < 100_000; i++) {
            comments.comment("heartbeat");
        }
        assertThat(comments.take()).hasSizeLessThan(80_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678901234567890", "soon", "-1", "1.5", ""})
    void badRetryThrowsNothing(String retry) throws Exception {
        jaxRs(builder());
        server.next().stream().write("retry:" + retry + "\ndata:a\n\n");
        assertThat(event().readData()).isEqualTo("a");
    }

    @ParameterizedTest
    @EnumSource
    void lateCarriageReturnHoldsNothingBack(Way way) {
        Recorder recorder = open(way);
        accept(recorder).write("\uFEFFdata:a\r").write("\r");
        assertThat(recorder.data()).isEqualTo("a");
    }

    @Test
    void firstLastEventIdCanBeGiven() {
        Recorder recorder = open(Way.JAX_RS, builder -> builder.lastEventId("42"));
        assertThat(server.next().request().header("Last-Event-ID")).hasValue("42");
        recorder.nothingElse();
    }

    @ParameterizedTest
    @EnumSource
    void halfOpenConnectionIsNoticed(Way way) {
        Recorder recorder = open(way, builder -> builder.idleTimeout(Duration.ofSeconds(45)));
        accept(recorder).write("data:a\n\n");
        recorder.message();
        time.passToTimer();
        if (time.pending() > 0 && recorder.source().readyState() == ReadyState.OPEN) {
            time.passToTimer(); // the first one was from before the event
        }
        assertThat(recorder.interrupted().cause()).get().isInstanceOf(IdleStreamException.class);
        time.passToTimer();
        server.next().stream();
        recorder.opened();
    }

    @ParameterizedTest
    @EnumSource
    void quarterOfAMegabyteOfDataIsAnEvent(Way way) {
        String data = "x".repeat(256 << 10);
        Recorder recorder = open(way);
        accept(recorder).write("data:" + data + "\n\n");
        assertThat(recorder.data()).isEqualTo(data);
    }

    @Test
    void unavailableServerIsAskedAgainSilentlyWhenItSays() throws Exception {
        SseEventSource source =
                jaxRs(builder().reconnectingEvery(1, TimeUnit.HOURS).timing(time));
        server.next().answer("503 Service Unavailable", "Retry-After: 7");
        assertThat(time.passToTimer()).isEqualTo(Duration.ofSeconds(7));
        ScriptedExchange second = server.next();
        assertThat(source.isOpen()).isTrue();
        second.stream().write("data:a\n\n");
        assertThat(event().readData()).isEqualTo("a");
        assertThat(heard).isEmpty();
    }

    private SseEventSourceBuilder builder() {
        return new SseEventSourceBuilder().target(Way.CLIENT.target(server.uri("/events")));
    }

    private SseEventSource jaxRs(SseEventSourceBuilder builder) {
        SseEventSource source = closing(builder.build());
        source.register(heard::add, heard::add, () -> heard.add("complete"));
        source.open();
        return source;
    }

    private Object next() throws InterruptedException {
        Object next = heard.poll(20, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    private InboundSseEvent event() throws InterruptedException {
        return (InboundSseEvent) next();
    }
}
