/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.engine.delivery.Client;
import dev.rivulet.server.internal.engine.delivery.EventStream;
import dev.rivulet.server.internal.engine.delivery.StreamForm;
import dev.rivulet.server.internal.engine.delivery.StreamListener;
import dev.rivulet.server.internal.engine.delivery.StreamOwner;
import dev.rivulet.server.internal.engine.delivery.Subscription;
import dev.rivulet.server.internal.engine.log.FakeTime;
import dev.rivulet.server.internal.engine.log.From;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A drain whose time the test lets go by, of streams on real loops. */
class DrainTest {

    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(4);

    private final FakeTime time = new FakeTime();
    private final List<Long> pauses = new ArrayList<>();
    private Drain.Pause pause = nanos -> {
        pauses.add(nanos);
        time.advance(Duration.ofNanos(nanos));
        return true;
    };
    private final Random random = new Random(7);
    private final Engine engine = Engine.builder(new TestSettings()
                    .loops(2)
                    .drain(Duration.ZERO, PERIOD, RETRY)
                    .build())
            .threads(Thread::new)
            .clock(time)
            .pause(nanos -> pause.forAtMost(nanos))
            .random(random)
            .build();

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void closesEveryStreamWithinThePeriodAtMomentsOfItsOwn() throws InterruptedException {
        List<DrainedClient> clients = clients(200);
        long start = time.getAsLong();

        engine.drain().run();

        for (DrainedClient client : clients) {
            client.awaitClosed();
            assertThat(client.reason).isEqualTo(CloseReason.APPLICATION_STOPPED);
        }
        assertThat(time.getAsLong() - start).isBetween(PERIOD.toNanos() / 2, PERIOD.toNanos());
        assertThat(pauses).hasSizeGreaterThan(150).doesNotHaveDuplicates();
    }

    @Test
    void tellsEachClientADelayOfItsOwn() throws InterruptedException {
        List<DrainedClient> clients = clients(100);
        engine.drain().run();

        List<Long> delays = new ArrayList<>();
        for (DrainedClient client : clients) {
            client.awaitClosed();
            delays.add(Long.valueOf(client.last.replaceAll("[^0-9]", "")));
            assertThat(client.last).matches("retry: [0-9]+\n\n");
        }
        assertThat(delays).allMatch(delay -> delay >= 2_000 && delay <= 6_000);
        assertThat(Collections.max(delays) - Collections.min(delays)).isGreaterThan(2_000);
    }

    @Test
    void waitsForNobodyWhoHasGone() throws InterruptedException {
        List<DrainedClient> clients = clients(3);
        clients.forEach(client -> client.subscription.close());
        for (DrainedClient client : clients) {
            client.awaitClosed();
        }
        pause = nanos -> {
            throw new AssertionError("Waited for nobody");
        };
        engine.drain().run();
    }

    @Test
    void hurriesUpWhenItIsToldTo() throws InterruptedException {
        List<DrainedClient> clients = clients(50);
        long start = time.getAsLong();
        pause = nanos -> false;
        engine.drain().run();
        for (DrainedClient client : clients) {
            client.awaitClosed();
        }
        assertThat(time.getAsLong()).isEqualTo(start);
    }

    @Test
    void whereNoThreadCanBeHadItHasNotBegunAndCanBeBegunAgain() throws Exception {
        boolean[] exhausted = {true};
        Engine other = Engine.builder(new TestSettings().build())
                .threads(task -> {
                    if (exhausted[0] && Thread.currentThread().getName().equals("drainer")) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    return new Thread(task);
                })
                .build();
        Thread drainer = new Thread(
                () -> assertThatThrownBy(() -> other.drain().start()).isInstanceOf(OutOfMemoryError.class), "drainer");
        drainer.start();
        drainer.join();
        assertThat(other.drain().hasBegun()).isFalse();
        exhausted[0] = false;
        other.drain().start().toCompletableFuture().get(10, TimeUnit.SECONDS);
        other.close();
    }

    private List<DrainedClient> clients(int count) {
        return Stream.generate(DrainedClient::new).limit(count).toList();
    }

    /** A stream and whoever is told of it. */
    private final class DrainedClient implements EventStream, StreamListener {

        private final Subscription subscription = engine.open(
                new Client(Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH, Optional.empty()),
                List.of(engine.channel("A")),
                From.usual(),
                StreamForm.PLAIN,
                this);
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile String last = "";
        private volatile @Nullable CloseReason reason;

        DrainedClient() {
            subscription.join();
            subscription.opened(this);
            subscription.ready();
        }

        void awaitClosed() throws InterruptedException {
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void start(StreamOwner owner) {
            // opened by the constructor
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            last = new String(bytes, offset, length, UTF_8);
        }

        @Override
        public void close() {
            // the listener is told
        }

        @Override
        public void abort() {
            throw new AssertionError("Not stuck");
        }

        @Override
        public void opened(SubscriptionInfo info) {
            // not looked at
        }

        @Override
        public void closed(SubscriptionInfo info, CloseReason why, @Nullable Throwable cause) {
            reason = why;
        }

        @Override
        public void released() {
            ended.countDown();
        }
    }
}
