/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages as a reactive stream, and for a thread that waits. */
class SubscriberTest extends ScriptedTest {

    private final Probe probe = new Probe();

    @ParameterizedTest
    @EnumSource
    void subscriberGetsWhatItAsksForAndNoMore(Way way) throws Exception {
        Recorder recorder = open(way);
        recorder.source().publisher().subscribe(probe);
        ScriptedExchange exchange = server.next().stream().write("data:a\n\nevent:any\ndata:b\n\ndata:c\n\n");
        recorder.opened();
        probe.subscription().request(2);
        assertThat(probe.next()).isEqualTo("a");
        assertThat(probe.next()).isEqualTo("b");
        assertThat(recorder.data()).isEqualTo("a");
        recorder.nothingElse(); // c is nobody's before it is asked for
        probe.subscription().request(1);
        assertThat(probe.next()).isEqualTo("c");
        exchange.end();
        recorder.message();
        probe.subscription().request(1);
        recorder.interrupted();
        recorder.source().close();
        assertThat(probe.next()).isEqualTo("complete");
    }

    /** What nobody asks for stays in the sockets until those are full, and the server's write waits. */
    @ParameterizedTest
    @EnumSource
    void demandReachesTheServersSocket(Way way) throws Exception {
        Recorder recorder = open(way);
        recorder.source().publisher().subscribe(probe);
        ScriptedExchange exchange = accept(recorder);
        byte[] event = ("data:" + "x".repeat(65_000) + "\n\n").getBytes(StandardCharsets.US_ASCII);
        Semaphore writes = new Semaphore(0);
        int events = 2_000; // far more than any socket's buffers hold
        Thread writer = new Thread(() -> {
            for (int i = 0; i < events; i++) {
                exchange.write(event);
                writes.release();
            }
        });
        writer.setDaemon(true);
        writer.start();
        assertThat(writes.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        int written = 1;
        while (writes.tryAcquire(500, TimeUnit.MILLISECONDS)) { // until one waits for the reader, or is as slow as that
            written++;
        }
        assertThat(written).isLessThan(events / 2);
        probe.subscription().request(Long.MAX_VALUE);
        for (int i = 0; i < events; i++) {
            assertThat(probe.next()).hasSize(65_000);
        }
        writer.join();
    }

    @Test
    void cancelledSubscriberHoldsNobodyUp() {
        Recorder recorder = open(Way.JDK);
        recorder.source().publisher().subscribe(probe);
        accept(recorder).write("data:a\n\n");
        probe.subscription().cancel();
        assertThat(recorder.data()).isEqualTo("a");
        probe.subscription().request(1);
        assertThat(probe.signals).isEmpty();
    }

    @Test
    void slowestSubscriberSetsThePace() throws Exception {
        Recorder recorder = open(Way.JDK);
        Probe fast = new Probe();
        recorder.source().publisher().subscribe(fast);
        recorder.source().publisher().subscribe(probe);
        fast.subscription().request(Long.MAX_VALUE);
        fast.subscription().request(Long.MAX_VALUE);
        probe.subscription().request(1);
        accept(recorder).write("data:a\n\ndata:b\n\n");
        assertThat(fast.next()).isEqualTo("a");
        assertThat(probe.next()).isEqualTo("a");
        assertThat(fast.signals).isEmpty();
        probe.subscription().cancel();
        assertThat(fast.next()).isEqualTo("b");
    }

    @Test
    void throwingSubscriberIsLeftOut() {
        Recorder recorder = open(Way.JDK);
        recorder.source().publisher().subscribe(new Probe() {
            @Override
            public void onSubscribe(Flow.Subscription given) {
                given.request(1);
            }

            @Override
            public void onNext(MessageEvent event) {
                throw new IllegalStateException("by the test");
            }
        });
        accept(recorder).write("data:a\n\ndata:b\n\n");
        assertThat(recorder.data()).isEqualTo("a");
        assertThat(recorder.data()).isEqualTo("b");
    }

    /** The event is on its way already, and held up by the first of those that are to get it. */
    @Test
    void closeHasReturnedMeansThatNobodyElseGetsTheEvent() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        EventSource source = open(Way.JDK).source();
        source.publisher().subscribe(new Probe() {
            @Override
            public void onSubscribe(Flow.Subscription given) {
                given.request(1);
            }

            @Override
            public void onNext(MessageEvent event) {
                held.countDown();
                awaitUninterruptibly(closed);
            }
        });
        source.publisher().subscribe(probe);
        probe.subscription().request(1);
        server.next().stream().write("data:a\n\n");
        held.await();
        source.close();
        closed.countDown();
        assertThat(probe.next()).isEqualTo("complete");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void requestOfNothingIsAnError() throws Exception {
        Recorder recorder = open(Way.JDK);
        recorder.source().publisher().subscribe(probe);
        probe.subscription().request(0);
        assertThat(probe.next()).contains("IllegalArgumentException");
        assertThatThrownBy(() -> recorder.source().publisher().subscribe(null))
                .isInstanceOf(NullPointerException.class);
    }

    @Test
    void refusalFailsSubscribersOfBeforeAndAfter() throws Exception {
        Recorder recorder = open(Way.JDK);
        recorder.source().publisher().subscribe(probe);
        server.next().answer("404 Not Found");
        recorder.failed();
        assertThat(probe.next()).contains("404");
        Probe late = new Probe();
        recorder.source().publisher().subscribe(late);
        assertThat(late.next()).contains("404");
    }

    @Test
    void noContentCompletesSubscribers() throws Exception {
        Recorder recorder = open(Way.JDK);
        recorder.source().publisher().subscribe(probe);
        server.next().answer("204 No Content");
        assertThat(probe.next()).isEqualTo("complete");
        recorder.failed();
    }

    @Test
    void eventsBeforeAnEndArriveThoughAskedForLater() throws Exception {
        Recorder recorder = open(Way.JDK);
        recorder.source().publisher().subscribe(probe);
        accept(recorder).write("data:a\n\ndata:b\n\n").end();
        probe.subscription().request(1);
        assertThat(probe.next()).isEqualTo("a");
        probe.subscription().request(10);
        assertThat(probe.next()).isEqualTo("b");
        recorder.message();
        recorder.message();
        recorder.interrupted();
    }

    @Test
    void streamEndsWithItsSource() {
        EventSource source = open(Way.JDK).source();
        try (Stream<MessageEvent> stream = source.stream()) {
            Iterator<MessageEvent> messages = stream.iterator();
            server.next().stream().write("data:x\n\n".repeat(1_000));
            for (int i = 0; i < 1_000; i++) {
                assertThat(messages.next().data()).isEqualTo("x");
            }
            source.close();
            assertThat(messages.hasNext()).isFalse();
            assertThat(messages.hasNext()).isFalse();
            assertThatThrownBy(messages::next).isInstanceOf(java.util.NoSuchElementException.class);
        }
    }

    @Test
    void streamGoesOnAfterAReconnect() {
        try (Stream<MessageEvent> stream = open(Way.JDK).source().stream()) {
            Iterator<MessageEvent> messages = stream.iterator();
            server.next().stream().write("data:a\n\n").end();
            assertThat(messages.next().data()).isEqualTo("a");
            time.passToTimer();
            server.next().stream().write("data:b\n\n");
            assertThat(messages.next().data()).isEqualTo("b");
        }
    }

    @Test
    void streamFailsWithItsSource() {
        try (Stream<MessageEvent> stream = open(Way.JDK).source().stream()) {
            server.next().answer("500 Oops");
            Iterator<MessageEvent> messages = stream.iterator();
            assertThatThrownBy(messages::hasNext)
                    .isInstanceOf(IllegalStateException.class)
                    .hasCauseInstanceOf(IOException.class)
                    .hasMessageContaining("500");
        }
    }

    @Test
    void interruptedThreadWaitsNoLonger() {
        try (Stream<MessageEvent> stream = open(Way.JDK).source().stream()) {
            Iterator<MessageEvent> messages = stream.iterator();
            Thread.currentThread().interrupt();
            assertThatThrownBy(messages::hasNext).isInstanceOf(IllegalStateException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void closedStreamHoldsNobodyUp() {
        Recorder recorder = open(Way.JDK);
        recorder.source().stream().close();
        accept(recorder).write("data:x\n\n".repeat(500));
        for (int i = 0; i < 500; i++) {
            recorder.message();
        }
    }

    @Test
    void inputStreamIsReadToItsEnd() {
        byte[] bytes = "id:1\ndata:a\n\nevent:test\ndata:b\n\ndata:c".getBytes(StandardCharsets.UTF_8);
        Recorder recorder = Recorder.open(EventSource.builder(new ByteArrayInputStream(bytes)));
        recorder.opened();
        assertThat(recorder.data()).isEqualTo("a");
        assertThat(recorder.message().type()).isEqualTo("test");
        assertThat(recorder.failed().cause()).isEmpty();
        assertThat(recorder.source().lastEventId()).isEqualTo("1");
    }

    @Test
    void inputStreamOfTheConstructorIsClosedWithTheSource() throws Exception {
        ScriptedExchange exchange;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            exchange = server.next();
            try (EventSource source = EventSource.fromInputStream(socket.getInputStream())) {
                await().until(() -> source.readyState() == ReadyState.OPEN);
                source.publisher().subscribe(probe);
                probe.subscription().request(10);
                exchange.write("data:a\n\n");
                assertThat(probe.next()).isEqualTo("a");
            }
            await().until(socket::isClosed);
        }
        exchange.awaitClientGone();
    }

    /** Asks when the test does. */
    private static class Probe implements Flow.Subscriber<MessageEvent> {

        private final BlockingQueue<String> signals = new LinkedBlockingQueue<>();
        private final BlockingQueue<Flow.Subscription> given = new LinkedBlockingQueue<>();
        private Flow.Subscription taken;

        Flow.Subscription subscription() {
            if (taken == null) {
                await().until(() -> !given.isEmpty());
                taken = given.remove();
            }
            return taken;
        }

        String next() throws InterruptedException {
            String next = signals.poll(20, TimeUnit.SECONDS);
            assertThat(next).isNotNull();
            return next;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            given.add(subscription);
        }

        @Override
        public void onNext(MessageEvent event) {
            signals.add(event.data());
        }

        @Override
        public void onError(Throwable cause) {
            signals.add(cause.toString());
        }

        @Override
        public void onComplete() {
            signals.add("complete");
        }
    }
}
