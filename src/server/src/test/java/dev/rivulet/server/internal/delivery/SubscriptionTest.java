/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.encoding.EncodedEvent;
import dev.rivulet.server.internal.log.ChannelLog;
import dev.rivulet.server.internal.log.FakeTime;
import dev.rivulet.server.internal.log.History;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Subscriptions on one loop that the test turns by hand, with a clock that it moves. */
class SubscriptionTest {

    private static final String OPENING = "retry: 2000\nid: a-0\n\n";
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(30);

    private final FakeTime time = new FakeTime();
    private final StreamTerms terms = new StreamTerms(HEARTBEAT, WRITE_TIMEOUT, () -> 2_000);
    private final DeliveryLoops loops = new DeliveryLoops(1, time, terms.tick(), () -> {});
    private final DeliveryLoop loop = loops.next();
    private final ChannelLog logA = new ChannelLog("a", new History(20, 100_000, Duration.ofHours(1)), time);
    private final ChannelLog logB = new ChannelLog("b", new History(20, 100_000, Duration.ofHours(1)), time);
    private final ChannelFeeds feedsA = loops.feeds(logA);
    private final ChannelFeeds feedsB = loops.feeds(logB);
    private final List<String> told = new ArrayList<>();

    @Test
    void beginsWithTheRetryDelayAndThePositionBeforeAnyEvent() {
        FakeStream client = open();
        assertThat(client.takeWrites()).containsExactly(OPENING);
    }

    @Test
    void sendsEventsAsTheyCome() {
        FakeStream client = openAndTakeOpening();
        publish("one");
        assertThat(client.takeWrites()).containsExactly("data: one\nid: a-1\n\n");
        publish("two");
        assertThat(client.takeWrites()).containsExactly("data: two\nid: a-2\n\n");
    }

    @Test
    void sendsAllThatItIsBehindInOneWrite() {
        FakeStream client = openAndTakeOpening();
        client.block();
        publish("one");
        publish("two");
        publish("three");
        assertThat(client.takeWrites()).isEmpty();
        client.unblock();
        turn();
        assertThat(client.takeWrites())
                .containsExactly("data: one\nid: a-1\n\ndata: two\nid: a-2\n\ndata: three\nid: a-3\n\n");
    }

    @Test
    void aBlockedClientDelaysNobodyElse() {
        FakeStream blocked = openAndTakeOpening();
        FakeStream other = openAndTakeOpening();
        blocked.block();
        publish("one");
        assertThat(other.takeWrites()).containsExactly("data: one\nid: a-1\n\n");
        assertThat(blocked.takeWrites()).isEmpty();
    }

    @Test
    void resumesBehindTheLastEventId() {
        publish("one");
        publish("two");
        publish("three");
        FakeStream client = open(Optional.of("a-1"));
        assertThat(client.takeWrites())
                .containsExactly("retry: 2000\nid: a-1\n\n", "data: two\nid: a-2\n\ndata: three\nid: a-3\n\n");
    }

    @Test
    void standsWhereItWasRegisteredAndNotWhereItsStreamOpened() {
        Subscription subscription = subscription(Optional.empty());
        subscription.add(ChannelCursor.at("A", feedsA, Optional.empty()));
        publish("between");
        FakeStream client = new FakeStream();
        connect(subscription, client);
        assertThat(client.takeWrites()).containsExactly(OPENING, "data: between\nid: a-1\n\n");
    }

    @Test
    void tellsOfAGapBeforeAnythingElse() {
        for (int i = 1; i <= 22; i++) {
            publish("e" + i);
        }
        FakeStream client = open(Optional.of("a-1"));
        List<String> writes = client.takeWrites();
        assertThat(writes.get(0)).isEqualTo("""
                        retry: 2000
                        id: a-2

                        event: rivulet:gap
                        data: {"channel":"A","requested":"a-1","oldest":"a-3"}
                        id: a-2

                        """);
        assertThat(writes.get(1)).startsWith("data: e3\nid: a-3\n\n").endsWith("data: e22\nid: a-22\n\n");
    }

    @Test
    void quotesWhatIsInAHostileLastEventId() {
        FakeStream client = open(Optional.of("\"}\n\ndata: forged"));
        assertThat(client.takeWrites()).containsExactly("""
                        retry: 2000
                        id: a-0

                        event: rivulet:gap
                        data: {"channel":"A","requested":"\\"}\\n\\ndata: forged","oldest":null}
                        id: a-0

                        """);
    }

    @Test
    void showsNoMoreThanTheStartOfAnEndlessLastEventId() {
        FakeStream client = open(Optional.of("x".repeat(100_000)));
        assertThat(client.takeWrites().get(0)).hasSizeLessThan(600);
    }

    @Test
    void closesAClientThatTheLogHasMovedPast() {
        FakeStream client = openAndTakeOpening();
        client.block();
        for (int i = 1; i <= 21; i++) {
            publish("e" + i);
        }
        tick();
        assertThat(client.isClosed()).isTrue();
        assertThat(told).containsExactly("opened {A=a-0}", "closed FELL_BEHIND {A=a-0}", "released");
        assertThat(feedsA.subscribers()).isZero();
    }

    @Test
    void sendsAHeartbeatAfterSilenceOnly() {
        FakeStream client = openAndTakeOpening();
        time.advance(HEARTBEAT.minusSeconds(1));
        publish("one");
        client.takeWrites();
        time.advance(HEARTBEAT.minusSeconds(1));
        turn();
        assertThat(client.takeWrites()).isEmpty();
        time.advance(Duration.ofSeconds(1));
        turn();
        assertThat(client.takeWrites()).containsExactly(":\n\n");
    }

    @Test
    void closesAClientThatTakesNothingForTheWriteTimeout() {
        FakeStream client = openAndTakeOpening();
        client.block();
        publish("one");
        time.advance(WRITE_TIMEOUT.minusMillis(1));
        turn();
        assertThat(client.isClosed()).isFalse();
        tick();
        assertThat(client.isClosed()).isTrue();
        assertThat(told).contains("closed STALLED {A=a-0}");
    }

    @Test
    void aClientThatTakesSomethingNowAndThenIsNotStalled() {
        FakeStream client = openAndTakeOpening();
        for (int i = 0; i < 5; i++) {
            client.block();
            publish("e" + i);
            time.advance(WRITE_TIMEOUT.minusMillis(1));
            turn();
            client.unblock();
            turn();
        }
        assertThat(client.isClosed()).isFalse();
        assertThat(String.join("", client.takeWrites())).contains("data: e0\n").contains("data: e4\n");
    }

    @Test
    void aBrokenConnectionEndsItOnce() {
        FakeStream client = openAndTakeOpening();
        client.breakWith(new IOException("Broken pipe"));
        publish("one");
        publish("two");
        assertThat(client.isClosed()).isTrue();
        assertThat(told).containsExactly("opened {A=a-0}", "closed CLIENT_GONE {A=a-0} Broken pipe", "released");
    }

    @Test
    void aContainersFaultEndsOneStreamAndNoOther() {
        FakeStream faulty = openAndTakeOpening();
        FakeStream healthy = openAndTakeOpening();
        faulty.breakWith(new IllegalStateException("a bug in the container"));
        publish("one");
        assertThat(faulty.isClosed()).isTrue();
        assertThat(healthy.takeWrites()).containsExactly("data: one\nid: a-1\n\n");
    }

    @Test
    void theApplicationCanEndIt() {
        Subscription subscription = subscription(Optional.empty());
        subscription.add(ChannelCursor.at("A", feedsA, Optional.empty()));
        FakeStream client = new FakeStream();
        connect(subscription, client);
        subscription.close();
        turn();
        assertThat(client.isClosed()).isTrue();
        assertThat(told).contains("closed CLOSED_BY_APPLICATION {A=a-0}", "released");
    }

    @Test
    void aStreamThatNeverOpensIsReleasedAndNothingElse() {
        Subscription subscription = subscription(Optional.empty());
        subscription.add(ChannelCursor.at("A", feedsA, Optional.empty()));
        subscription.gone(new IllegalStateException("the resource failed"));
        turn();
        FakeStream late = new FakeStream();
        connect(subscription, late);
        assertThat(told).containsExactly("released");
        assertThat(late.isClosed()).isTrue();
        assertThat(feedsA.subscribers()).isZero();
    }

    @Test
    void theEndOfTheLoopClosesEveryStreamAndEveryLaterOne() {
        FakeStream client = openAndTakeOpening();
        loop.end();
        turn();
        assertThat(client.isClosed()).isTrue();
        assertThat(told).contains("closed APPLICATION_STOPPED {A=a-0}");
        Subscription late = subscription(Optional.empty());
        FakeStream lateClient = new FakeStream();
        late.opened(lateClient);
        assertThat(lateClient.isClosed()).isTrue();
    }

    @Test
    void severalChannelsNameUnnamedEventsAndCarryEveryPosition() {
        FakeStream client = openBoth(Optional.empty());
        assertThat(client.takeWrites()).containsExactly("retry: 2000\nid: A=a-0,B=b-0\n\n");
        publish("one");
        publishB(new EncodedEvent("event: named\ndata: two\n".getBytes(UTF_8), true, "own-id"));
        assertThat(client.takeWrites())
                .containsExactly(
                        "event: A\ndata: one\nid: A=a-1,B=b-0\n\n", "event: named\ndata: two\nid: A=a-1,B=b-1\n\n");
    }

    @Test
    void severalChannelsResumeEachWhereItWas() {
        publish("a1");
        publish("a2");
        publishB(new EncodedEvent("data: b1\n".getBytes(UTF_8), false, null));
        FakeStream client = openBoth(Optional.of("A=a-1,B=b-0"));
        assertThat(String.join("", client.takeWrites()))
                .startsWith("retry: 2000\nid: A=a-1,B=b-0\n\n")
                .contains("event: A\ndata: a2\n")
                .contains("event: B\ndata: b1\n")
                .doesNotContain("a1\n")
                .endsWith("id: A=a-2,B=b-1\n\n");
    }

    @Test
    void aChannelThatACompositeIdDoesNotNameMayHaveMissedEvents() {
        publish("a1");
        FakeStream client = openBoth(Optional.of("B=b-0"));
        assertThat(client.takeWrites()).containsExactly("""
                        retry: 2000
                        id: A=a-1,B=b-0

                        event: rivulet:gap
                        data: {"channel":"A","requested":"B=b-0","oldest":"a-1"}
                        id: A=a-1,B=b-0

                        """);
    }

    @Test
    void anIdOfTheApplicationMayLookLikeACompositeOne() {
        logA.append(new EncodedEvent("data: 1\n".getBytes(UTF_8), false, "order=ab-1"));
        logA.append(new EncodedEvent("data: 2\n".getBytes(UTF_8), false, "order=ab-2"));
        FakeStream client = open(Optional.of("order=ab-1"));
        assertThat(client.takeWrites()).containsExactly("retry: 2000\nid: a-1\n\n", "data: 2\nid: order=ab-2\n\n");
    }

    @Test
    void anErrorWhileWritingEndsOneStreamAndNoOther() {
        FakeStream faulty = openAndTakeOpening();
        FakeStream healthy = openAndTakeOpening();
        faulty.failReadyWith(new NoClassDefFoundError("jakarta/json/Json"));
        publish("one");
        assertThat(faulty.isClosed()).isTrue();
        assertThat(healthy.takeWrites()).containsExactly("data: one\nid: a-1\n\n");
    }

    @Test
    void oneChannelUnderstandsItsPartOfACompositeId() {
        publish("a1");
        publish("a2");
        FakeStream client = open(Optional.of("B=b-7,A=a-1"));
        assertThat(client.takeWrites()).containsExactly("retry: 2000\nid: a-1\n\n", "data: a2\nid: a-2\n\n");
    }

    @Test
    void aChannelThatJoinsAnOpenStreamTellsTheClientTheNewId() {
        Subscription subscription = subscription(Optional.empty());
        subscription.add(ChannelCursor.at("A", feedsA, Optional.empty()));
        FakeStream client = new FakeStream();
        connect(subscription, client);
        client.takeWrites();
        subscription.add(ChannelCursor.at("B", feedsB, Optional.empty()));
        subscription.add(ChannelCursor.at("B", feedsB, Optional.empty()));
        turn();
        assertThat(client.takeWrites()).containsExactly("retry: 2000\nid: A=a-0,B=b-0\n\n");
        assertThat(feedsB.subscribers()).isEqualTo(1);
    }

    @Test
    void aLongReplayLetsOthersHaveTheirTurn() {
        ChannelLog longLog = new ChannelLog("l", new History(10_000, 1 << 30, Duration.ofHours(1)), time);
        ChannelFeeds feeds = loops.feeds(longLog);
        for (int i = 0; i < 2_000; i++) {
            longLog.append(new EncodedEvent(("data: " + "x".repeat(10_000) + "\n").getBytes(UTF_8), false, null));
        }
        FakeStream other = openAndTakeOpening();
        Subscription subscription = subscription(Optional.of("l-0"));
        subscription.add(ChannelCursor.at("L", feeds, Optional.of("l-0")));
        FakeStream client = new FakeStream();
        subscription.opened(client);
        client.start(subscription);
        logA.append(new EncodedEvent("data: one\n".getBytes(UTF_8), false, null));
        feedsA.wake();
        other.onWrite(() -> assertThat(client.writeCount()).isLessThan(100));
        turn();
        assertThat(other.takeWrites()).containsExactly("data: one\nid: a-1\n\n");
        assertThat(String.join("", client.takeWrites()).split("\n\n")).hasSize(2_001);
    }

    private FakeStream open() {
        return open(Optional.empty());
    }

    private FakeStream openAndTakeOpening() {
        FakeStream client = open();
        client.takeWrites();
        return client;
    }

    private FakeStream open(Optional<String> lastEventId) {
        Subscription subscription = subscription(lastEventId);
        subscription.add(ChannelCursor.at("A", feedsA, lastEventId));
        FakeStream client = new FakeStream();
        connect(subscription, client);
        return client;
    }

    private FakeStream openBoth(Optional<String> lastEventId) {
        Subscription subscription = subscription(lastEventId);
        subscription.add(ChannelCursor.at("A", feedsA, lastEventId));
        subscription.add(ChannelCursor.at("B", feedsB, lastEventId));
        FakeStream client = new FakeStream();
        connect(subscription, client);
        return client;
    }

    private Subscription subscription(Optional<String> lastEventId) {
        Client client = new Client(lastEventId, Optional.empty(), Optional.empty(), Instant.EPOCH);
        return new Subscription(1, loop, client, terms, new Told());
    }

    private void connect(Subscription subscription, FakeStream client) {
        subscription.opened(client);
        client.start(subscription);
        turn();
    }

    private void publish(String data) {
        logA.append(new EncodedEvent(("data: " + data + "\n").getBytes(UTF_8), false, null));
        feedsA.wake();
        turn();
    }

    private void publishB(EncodedEvent event) {
        logB.append(event);
        feedsB.wake();
        turn();
    }

    private void tick() {
        time.advance(terms.tick());
        turn();
    }

    private void turn() {
        while (loop.turn() == 0) {
            // more to do
        }
    }

    private final class Told implements SubscriptionListener {
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
