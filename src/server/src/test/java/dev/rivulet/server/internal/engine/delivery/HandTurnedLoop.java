/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import dev.rivulet.server.internal.engine.log.FakeTime;
import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.NodeOrder;
import dev.rivulet.server.internal.engine.log.SegmentedLog;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One loop that the test turns by hand, with a clock that it moves, two channels, and clients of these. */
abstract class HandTurnedLoop {

    static final String OPENING = "retry: 2000\nid: n-0\n\n";
    static final Duration HEARTBEAT = Duration.ofSeconds(15);
    static final Duration WRITE_TIMEOUT = Duration.ofSeconds(30);

    final FakeTime time = new FakeTime();
    final Liveness liveness = new Liveness(HEARTBEAT, WRITE_TIMEOUT);
    final List<Throwable> faults = new ArrayList<>();
    final StreamContext context = new StreamContext(
            liveness, () -> 2_000, () -> Instant.EPOCH, Meter.NONE, (what, fault) -> faults.add(fault));
    final DeliveryLoops loops = new DeliveryLoops(1, time, liveness.tick(), () -> {}, context.errors());
    final DeliveryLoop loop = loops.next();
    final NodeOrder order = new NodeOrder("n");
    final ChannelLog logA = new SegmentedLog("A", order, new History(20, 100_000, Duration.ofHours(1)), time);
    final ChannelLog logB = new SegmentedLog("B", order, new History(20, 100_000, Duration.ofHours(1)), time);
    final ChannelFeeds feedsA = loops.feeds(logA, SlowReaders.DISCONNECT);
    final ChannelFeeds feedsB = loops.feeds(logB, SlowReaders.DISCONNECT);
    final List<String> told = new ArrayList<>();

    FakeStream open() {
        return open(Optional.empty());
    }

    FakeStream openAndTakeOpening() {
        FakeStream client = open();
        client.takeWrites();
        return client;
    }

    FakeStream open(Optional<String> lastEventId) {
        return openOn(feedsA, lastEventId);
    }

    FakeStream openBoth(Optional<String> lastEventId) {
        Subscription subscription = subscription(lastEventId);
        add(subscription, List.of(Cursor.at(feedsA, lastEventId)));
        add(subscription, List.of(Cursor.at(feedsB, lastEventId)));
        FakeStream client = new FakeStream();
        connect(subscription, client);
        return client;
    }

    FakeStream openOn(ChannelFeeds feeds, Optional<String> lastEventId) {
        Subscription subscription = subscription(lastEventId);
        add(subscription, List.of(Cursor.at(feeds, lastEventId)));
        FakeStream client = new FakeStream();
        connect(subscription, client);
        return client;
    }

    SubscriptionInfo snapshotOf(Subscription subscription) {
        CompletableFuture<SubscriptionInfo> answer = subscription.snapshot();
        turn();
        return answer.join();
    }

    Subscription subscription(Optional<String> lastEventId) {
        Client client = new Client(lastEventId, Optional.empty(), Optional.empty(), Instant.EPOCH, Optional.empty());
        return new Subscription(1, loop, client, context, StreamForm.PLAIN, new Told());
    }

    static void add(Subscription subscription, List<Cursor> cursors) {
        subscription.propose(cursors);
        subscription.join();
    }

    void connect(Subscription subscription, FakeStream client) {
        subscription.opened(client);
        client.start(subscription);
        turn();
    }

    void publish(String data) {
        logA.append(unnamed(data));
        feedsA.wake();
        turn();
    }

    static EncodedEvent unnamed(String data) {
        return new EncodedEvent(("data: " + data + "\n").getBytes(UTF_8), false, null);
    }

    void publishB(EncodedEvent event) {
        logB.append(event);
        feedsB.wake();
        turn();
    }

    void tick() {
        time.advance(liveness.tick());
        turn();
    }

    void turn() {
        while (loop.turn() == 0) {
            // more to do
        }
    }

    final class Told implements StreamListener {
        @Override
        public void opened(SubscriptionInfo subscription) {
            told.add("opened " + subscription.positions());
        }

        @Override
        public void closed(SubscriptionInfo subscription, CloseReason reason, @Nullable Throwable cause) {
            told.add("closed " + reason + ' ' + subscription.positions()
                    + (cause == null ? "" : ' ' + cause.getMessage()));
        }

        @Override
        public void released() {
            told.add("released");
        }
    }
}
