/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.CompactedLog;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import dev.rivulet.server.internal.engine.log.FakeTime;
import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.NodeOrder;
import dev.rivulet.server.internal.engine.log.SegmentedLog;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import dev.rivulet.server.internal.engine.log.TracedEvent;
import dev.rivulet.server.spi.EventTrace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is counted, timed and followed while events are delivered, on one loop that the test turns by hand. */
class CountsTest {

    private final FakeTime time = new FakeTime();
    private final Liveness liveness = new Liveness(Duration.ofSeconds(15), Duration.ofHours(1));
    private final DeliveryLoops loops = new DeliveryLoops(1, time, liveness.tick(), () -> {}, ErrorHandler.logging());
    private final DeliveryLoop loop = loops.next();
    private final NodeOrder order = new NodeOrder("n");
    private final ChannelLog logA = new SegmentedLog("A", order, new History(20, 100_000, Duration.ofHours(1)), time);
    private final ChannelLog logB = new SegmentedLog("B", order, new History(20, 100_000, Duration.ofHours(1)), time);
    private final ChannelFeeds feedsA = loops.feeds(logA, SlowReaders.SKIP);
    private final ChannelFeeds feedsB = loops.feeds(logB, SlowReaders.SKIP);
    private final List<String> followed = new ArrayList<>();

    private final Counting listener = new Counting();
    private final StreamContext context =
            new StreamContext(liveness, () -> 2_000, () -> Instant.EPOCH, listener, ErrorHandler.logging());

    @Test
    void anEventCountsOnceForEachStreamThatItIsWrittenTo() {
        open(feedsA);
        open(feedsA);
        publish(logA, feedsA, "one");
        publish(logA, feedsA, "two");
        assertThat(feedsA.counts().published()).isEqualTo(2);
        assertThat(feedsA.counts().delivered()).isEqualTo(4);
        assertThat(listener.events).isEqualTo(4);
    }

    @Test
    void aStreamOfSeveralChannelsCountsForEachItsOwn() {
        FakeStream stream = open(feedsA, feedsB);
        stream.block();
        publish(logA, feedsA, "one");
        publish(logB, feedsB, "two");
        publish(logA, feedsA, "three");
        stream.unblock();
        turn();
        assertThat(feedsA.counts().delivered()).isEqualTo(2);
        assertThat(feedsB.counts().delivered()).isEqualTo(1);
        assertThat(listener.events).isEqualTo(3);
    }

    @Test
    void countsOfSeveralChannelsAddUp() {
        assertThat(new NodeChannelCounts(1, 2, 3, 4, 5, 6, 7, 8)
                        .plus(new NodeChannelCounts(10, 20, 30, 40, 50, 60, 70, 80)))
                .isEqualTo(new NodeChannelCounts(11, 22, 33, 44, 55, 66, 77, 88));
    }

    @Test
    void whatABrokenConnectionDidNotTakeIsNotDelivered() {
        FakeStream single = open(feedsA);
        FakeStream several = open(feedsA, feedsB);
        single.breakWith(new IOException("gone"));
        several.breakWith(new IOException("gone"));
        publish(logA, feedsA, "one");
        assertThat(single.isClosed() && several.isClosed()).isTrue();
        assertThat(listener.open).isZero();
        assertThat(feedsA.counts().delivered()).isZero();
        assertThat(listener.events).isZero();
    }

    @Test
    void everyByteCountsThoseOfOpeningsAndHeartbeatsToo() {
        FakeStream stream = open(feedsA);
        publish(logA, feedsA, "one");
        time.advance(Duration.ofSeconds(15));
        turn();
        assertThat(listener.bytes)
                .isEqualTo(String.join("", stream.takeWrites()).getBytes(UTF_8).length);
    }

    @Test
    void eventsThatTheLogDropsAreEvicted() {
        for (int i = 0; i < 50; i++) {
            logA.append(event("e" + i));
        }
        assertThat(feedsA.counts().evicted()).isEqualTo(30);
        ChannelLog keyed = new CompactedLog("K", order, new History(2, 100_000, Duration.ofHours(1)), time);
        for (int i = 0; i < 50; i++) {
            keyed.append(new EncodedEvent("data: #\n".getBytes(UTF_8), false, null, "same"));
        }
        assertThat(keyed.evicted()).isZero();
        for (int i = 0; i < 5; i++) {
            keyed.append(new EncodedEvent("data: #\n".getBytes(UTF_8), false, null, "key" + i));
        }
        assertThat(keyed.evicted()).isEqualTo(4);
    }

    @Test
    void theLagIsThatOfTheStreamFurthestBehind() {
        FakeStream slow = open(feedsA);
        open(feedsA);
        slow.block();
        publish(logA, feedsA, "one");
        publish(logA, feedsA, "two");
        time.advance(liveness.tick());
        turn();
        assertThat(feedsA.lag()).isEqualTo(2);
        assertThat(feedsB.lag()).isZero();

        slow.unblock();
        turn();
        time.advance(liveness.tick());
        turn();
        assertThat(feedsA.lag()).isZero();
    }

    @Test
    void whoHasLeftDoesNotLag() {
        FakeStream slow = open(feedsA);
        slow.block();
        publish(logA, feedsA, "one");
        time.advance(liveness.tick());
        turn();
        assertThat(feedsA.lag()).isEqualTo(1);
        slow.breakWith(new IOException("gone"));
        slow.unblock();
        turn();
        assertThat(feedsA.lag()).isZero();
    }

    @Test
    void aWriteWaitsAsLongAsTheOldestOfItsEvents() {
        FakeStream stream = open(feedsA);
        stream.block();
        publish(logA, feedsA, "one");
        time.advance(Duration.ofMillis(30));
        publish(logA, feedsA, "two");
        time.advance(Duration.ofMillis(12));
        stream.unblock();
        turn();
        assertThat(listener.waits).containsExactly(Duration.ofMillis(42).toNanos());
    }

    @Test
    void mergedChannelsWaitAsLongAsTheOldestOfTheirEvents() {
        FakeStream stream = open(feedsA, feedsB);
        stream.block();
        publish(logB, feedsB, "one");
        time.advance(Duration.ofMillis(7));
        publish(logA, feedsA, "two");
        stream.unblock();
        turn();
        assertThat(listener.waits).containsExactly(Duration.ofMillis(7).toNanos());
    }

    @Test
    void anEventThatWaitedForItsClientToComeBackIsNotTimed() {
        publish(logA, feedsA, "before");
        time.advance(Duration.ofMinutes(5));
        FakeStream stream = open("n-0", feedsA);
        assertThat(String.join("", stream.takeWrites())).contains("data: before");
        assertThat(listener.events).isEqualTo(1);
        assertThat(listener.waits).isEmpty();
        publish(logA, feedsA, "now");
        assertThat(listener.waits).containsExactly(0L);
    }

    @Test
    void whoFollowsAnEventIsToldOfItsFirstWriteOnly() {
        open(feedsA);
        open(feedsA);
        open(feedsA, feedsB);
        publish(logA, feedsA, "nobody follows this one");
        logA.append(followed("one"));
        logA.append(followed("two"));
        feedsA.wake();
        turn();
        assertThat(followed).containsExactlyInAnyOrder("one n-2", "two n-3");
    }

    @Test
    void anEventIsFollowedUntilAWriteSucceeds() {
        FakeStream broken = open(feedsA);
        broken.breakWith(new IOException("gone"));
        logA.append(followed("one"));
        feedsA.wake();
        turn();
        assertThat(followed).isEmpty();
        open("n-0", feedsA);
        assertThat(followed).containsExactly("one n-1");
    }

    @Test
    void eventsOfMergedAndOfKeyedChannelsAreFollowedToo() {
        ChannelLog keyed = new CompactedLog("K", order, new History(20, 100_000, Duration.ofHours(1)), time);
        ChannelFeeds feeds = loops.feeds(keyed, SlowReaders.SKIP);
        FakeStream both = open(feedsA, feedsB);
        FakeStream values = open(feeds);
        both.block();
        values.block();
        logA.append(followed("a"));
        logB.append(followed("b"));
        keyed.append(new EncodedEvent("data: x\n".getBytes(UTF_8), false, null, "x").tracedBy(follower("x")));
        keyed.append(new EncodedEvent("data: y\n".getBytes(UTF_8), false, null, "y").tracedBy(follower("y")));
        both.unblock();
        values.unblock();
        turn();
        assertThat(followed).containsExactlyInAnyOrder("a n-1", "b n-2", "x n-3", "y n-4");
    }

    private FakeStream open(ChannelFeeds... feeds) {
        return open(Optional.empty(), feeds);
    }

    private FakeStream open(String lastEventId, ChannelFeeds... feeds) {
        return open(Optional.of(lastEventId), feeds);
    }

    private FakeStream open(Optional<String> lastEventId, ChannelFeeds... feeds) {
        Client client = new Client(lastEventId, Optional.empty(), Optional.empty(), Instant.EPOCH, Optional.empty());
        Subscription subscription = new Subscription(1, loop, client, context, StreamForm.PLAIN, listener);
        for (int i = 0; i < feeds.length; i++) {
            HandTurnedLoop.add(subscription, List.of(Cursor.at(feeds[i], lastEventId)));
        }
        FakeStream stream = new FakeStream();
        subscription.opened(stream);
        stream.start(subscription);
        turn();
        return stream;
    }

    private void publish(ChannelLog log, ChannelFeeds feeds, String data) {
        log.append(event(data));
        feeds.wake();
        turn();
    }

    private static EncodedEvent event(String data) {
        return new EncodedEvent(("data: " + data + '\n').getBytes(UTF_8), false, null);
    }

    private EncodedEvent followed(String data) {
        return event(data).tracedBy(follower(data));
    }

    private EventTrace follower(String data) {
        return (position, written) -> followed.add(data + ' ' + position);
    }

    private void turn() {
        while (loop.turn() == 0) {
            // more to do
        }
    }

    private static final class Counting implements StreamListener, Meter {

        private final List<Long> waits = new ArrayList<>();
        private long bytes;
        private long events;
        private int open;

        @Override
        public void wrote(int more) {
            bytes += more;
        }

        @Override
        public void delivered(int more) {
            events += more;
        }

        @Override
        public void waited(long nanos) {
            waits.add(nanos);
        }

        @Override
        public void traced(TracedEvent trace) {
            trace.tell(Instant.EPOCH);
        }

        @Override
        public void opened() {
            open++;
        }

        @Override
        public void closed() {
            open--;
        }

        @Override
        public void opened(SubscriptionInfo subscription) {}

        @Override
        public void closed(SubscriptionInfo subscription, CloseReason reason, @Nullable Throwable cause) {}

        @Override
        public void released() {}
    }
}
