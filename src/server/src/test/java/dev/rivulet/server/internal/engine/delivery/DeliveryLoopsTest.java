/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.NodeOrder;
import dev.rivulet.server.internal.engine.log.SegmentedLog;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;

/** The loops on threads of their own. */
class DeliveryLoopsTest {

    private final List<Thread> threads = new ArrayList<>();
    private final StreamContext context = new StreamContext(
            new Liveness(Duration.ofHours(1), Duration.ofHours(1)),
            () -> 0,
            () -> Instant.EPOCH,
            Meter.NONE,
            ErrorHandler.logging());
    private final DeliveryLoops loops =
            new DeliveryLoops(3, System::nanoTime, Duration.ofHours(1), () -> {}, ErrorHandler.logging());
    private final ChannelLog log = new SegmentedLog(
            "e",
            new NodeOrder("n"),
            new History(Integer.MAX_VALUE, Long.MAX_VALUE, Duration.ofHours(1)),
            System::nanoTime);
    private final ChannelFeeds feeds = loops.feeds(log, SlowReaders.DISCONNECT);

    @Test
    void everySubscriptionGetsEveryEventOnOneThreadWhoeverPublishes() {
        ThreadFactory factory = task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            threads.add(thread);
            return thread;
        };
        loops.start(factory);
        List<CountingStream> clients = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            CountingStream client = new CountingStream();
            clients.add(client);
            Subscription subscription = new Subscription(
                    i,
                    loops.next(),
                    new Client(Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH, Optional.empty()),
                    context,
                    StreamForm.PLAIN,
                    new SilentListener());
            HandTurnedLoop.add(subscription, List.of(Cursor.at(feeds, Optional.of("e-0"))));
            subscription.opened(client);
            client.start(subscription);
        }
        var publishers = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
        int perPublisher = 5_000;
        for (int p = 0; p < 2; p++) {
            publishers.execute(() -> {
                for (int i = 0; i < perPublisher; i++) {
                    log.append(new EncodedEvent("data: #\n".getBytes(UTF_8), false, null));
                    feeds.wake();
                }
            });
        }
        await().untilAsserted(() -> assertThat(clients)
                .allSatisfy(client -> assertThat(client.events).hasValue(2L * perPublisher)));
        assertThat(clients).allSatisfy(client -> assertThat(client.writers).hasSize(1));
        assertThat(feeds.subscribers()).isEqualTo(30);

        publishers.shutdownNow();
        loops.stop(Duration.ofSeconds(10));
        assertThat(threads)
                .hasSize(3)
                .allSatisfy(thread -> assertThat(thread.isAlive()).isFalse());
        assertThat(clients).allSatisfy(client -> assertThat(client.closed).hasValue(1));
        assertThat(feeds.subscribers()).isZero();
    }

    @Test
    void aTaskThatFailsDoesNotEndTheLoop() {
        ConcurrentLinkedQueue<String> ran = new ConcurrentLinkedQueue<>();
        loops.start(Thread::new);
        DeliveryLoop loop = loops.next();
        loop.execute(() -> {
            throw new IllegalStateException("a bug");
        });
        loop.execute(() -> ran.add("next"));
        await().untilAsserted(() -> assertThat(ran).containsExactly("next"));
        loops.stop(Duration.ofSeconds(10));
        assertThat(loop.execute(() -> ran.add("late"))).isFalse();
    }

    @Test
    void streamsThatOpenWhileTheLoopEndsAreClosedAsWell() {
        DeliveryLoop loop = loops.next();
        List<CountingStream> clients = new ArrayList<>();
        List<Subscription> subscriptions = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            Client client =
                    new Client(Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH, Optional.empty());
            Subscription subscription =
                    new Subscription(i, loop, client, context, StreamForm.PLAIN, new SilentListener());
            HandTurnedLoop.add(subscription, List.of(Cursor.at(feeds, Optional.empty())));
            clients.add(new CountingStream());
            subscriptions.add(subscription);
        }
        for (int i = 0; i < 1_500; i++) {
            subscriptions.get(i).opened(clients.get(i));
        }
        loop.end();
        for (int i = 1_500; i < 3_000; i++) {
            subscriptions.get(i).opened(clients.get(i));
        }
        loop.run();
        assertThat(clients).allSatisfy(client -> assertThat(client.closed).hasValue(1));
        assertThat(feeds.subscribers()).isZero();
    }
}
