/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.engine.delivery.ChannelCursor;
import dev.rivulet.server.internal.engine.delivery.ChannelFeeds;
import dev.rivulet.server.internal.engine.delivery.Client;
import dev.rivulet.server.internal.engine.delivery.DeliveryLoops;
import dev.rivulet.server.internal.engine.delivery.EventStream;
import dev.rivulet.server.internal.engine.delivery.StreamOwner;
import dev.rivulet.server.internal.engine.delivery.StreamTerms;
import dev.rivulet.server.internal.engine.delivery.Subscription;
import dev.rivulet.server.internal.engine.delivery.SubscriptionListener;
import dev.rivulet.server.internal.engine.log.FakeTime;
import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.NodeOrder;
import dev.rivulet.server.internal.engine.log.SegmentedLog;
import dev.rivulet.server.internal.engine.log.SlowReaders;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A drain whose time the test lets go by, of streams on real loops. */
class DrainTest {

    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(4);

    private final FakeTime time = new FakeTime();
    private final DeliveryLoops loops = new DeliveryLoops(2, System::nanoTime, Duration.ofHours(1), () -> {});
    private final StreamTerms terms = new StreamTerms(Duration.ofHours(1), Duration.ofHours(1), () -> 0, 10);
    private final ChannelFeeds feeds = loops.feeds(
            new SegmentedLog("a", new NodeOrder("n"), new History(10, 1_000, Duration.ofHours(1)), time),
            SlowReaders.DISCONNECT);
    private final List<Long> pauses = new ArrayList<>();

    @BeforeEach
    void start() {
        loops.start(Thread::new);
    }

    @AfterEach
    void stop() {
        loops.stop(Duration.ofSeconds(10));
    }

    @Test
    void closesEveryStreamWithinThePeriodAtMomentsOfItsOwn() throws InterruptedException {
        List<DrainedClient> clients = clients(200);
        long start = time.getAsLong();

        drain(nanos -> {
                    pauses.add(nanos);
                    time.advance(Duration.ofNanos(nanos));
                    return true;
                })
                .run(subscriptions(clients), () -> false);

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
        drain(nanos -> {
                    time.advance(Duration.ofNanos(nanos));
                    return true;
                })
                .run(subscriptions(clients), () -> false);

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
        drain(nanos -> {
                    throw new AssertionError("Waited for nobody");
                })
                .run(subscriptions(clients), () -> true);
    }

    @Test
    void hurriesUpWhenSomebodyWantsIt() throws InterruptedException {
        List<DrainedClient> clients = clients(50);
        long start = time.getAsLong();
        drain(nanos -> false).run(subscriptions(clients), () -> false);
        for (DrainedClient client : clients) {
            client.awaitClosed();
        }
        assertThat(time.getAsLong()).isEqualTo(start);
    }

    private Drain drain(Drain.Pause pause) {
        return new Drain(PERIOD, RETRY, time, pause, new Random(7));
    }

    private List<DrainedClient> clients(int count) {
        return Stream.generate(DrainedClient::new).limit(count).toList();
    }

    private static List<Subscription> subscriptions(List<DrainedClient> clients) {
        return clients.stream().map(client -> client.subscription).toList();
    }

    /** A stream and whoever is told of it. */
    private final class DrainedClient implements EventStream, SubscriptionListener {

        private final Subscription subscription = new Subscription(
                1,
                loops.next(),
                new Client(Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH, Optional.empty()),
                terms,
                this);
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile String last = "";
        private volatile @Nullable CloseReason reason;

        DrainedClient() {
            subscription.add(List.of(ChannelCursor.at("A", feeds, Optional.empty())));
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
