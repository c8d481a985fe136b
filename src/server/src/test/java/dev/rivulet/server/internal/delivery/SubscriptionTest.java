/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.server.ChannelCounts;
import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.encoding.EncodedEvent;
import dev.rivulet.server.internal.log.ChannelLog;
import dev.rivulet.server.internal.log.FakeTime;
import dev.rivulet.server.internal.log.History;
import dev.rivulet.server.internal.log.KeyedLog;
import dev.rivulet.server.internal.log.NodeOrder;
import dev.rivulet.server.internal.log.SegmentedLog;
import dev.rivulet.server.internal.log.SlowReaders;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Subscriptions on one loop that the test turns by hand, with a clock that it moves. */
class SubscriptionTest {

    private static final String OPENING = "retry: 2000\nid: a-0\n\n";
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(30);

    private final FakeTime time = new FakeTime();
    private final StreamTerms terms = new StreamTerms(HEARTBEAT, WRITE_TIMEOUT, () -> 2_000, 10);
    private final DeliveryLoops loops = new DeliveryLoops(1, time, terms.tick(), () -> {});
    private final DeliveryLoop loop = loops.next();
    private final NodeOrder order = new NodeOrder("n");
    private final ChannelLog logA = new SegmentedLog("a", order, new History(20, 100_000, Duration.ofHours(1)), time);
    private final ChannelLog logB = new SegmentedLog("b", order, new History(20, 100_000, Duration.ofHours(1)), time);
    private final ChannelFeeds feedsA = loops.feeds(logA, SlowReaders.DISCONNECT);
    private final ChannelFeeds feedsB = loops.feeds(logB, SlowReaders.DISCONNECT);
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
        subscription.add(List.of(ChannelCursor.at("A", feedsA, Optional.empty())));
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
    void endsWhenTheClientsTokenExpires() {
        Client client = new Client(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                Optional.of(Instant.EPOCH.plusSeconds(60)));
        Subscription subscription = new Subscription(1, loop, client, terms, new Told());
        subscription.add(List.of(ChannelCursor.at("A", feedsA, Optional.empty())));
        FakeStream stream = new FakeStream();
        connect(subscription, stream);
        time.advance(Duration.ofMillis(59_999));
        turn();
        assertThat(stream.isClosed()).isFalse();
        tick();
        assertThat(stream.isClosed()).isTrue();
        assertThat(told).contains("closed TOKEN_EXPIRED {A=a-0}");
    }

    @Test
    void aTokenThatNeverExpiresEndsNothing() {
        Client client = new Client(
                Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH, Optional.of(Instant.MAX));
        Subscription subscription = new Subscription(1, loop, client, terms, new Told());
        subscription.add(List.of(ChannelCursor.at("A", feedsA, Optional.empty())));
        FakeStream stream = new FakeStream();
        connect(subscription, stream);
        time.advance(Duration.ofDays(365));
        turn();
        assertThat(stream.isClosed()).isFalse();
    }

    @Test
    void knowsHowMuchItHasSentAndHowFarBehindItIs() {
        Subscription subscription = subscription(Optional.empty());
        subscription.add(List.of(ChannelCursor.at("A", feedsA, Optional.empty())));
        FakeStream stream = new FakeStream();
        connect(subscription, stream);
        publish("one");
        publish("two");
        stream.block();
        publish("three");
        CompletableFuture<SubscriptionInfo> answer = subscription.look();
        assertThat(answer).isNotDone();
        turn();
        SubscriptionInfo info = answer.join();
        assertThat(info.lag()).isEqualTo(1);
        assertThat(info.eventsSent()).isEqualTo(2);
        assertThat(info.bytesSent())
                .isEqualTo(OPENING.length() + "data: one\nid: a-1\n\ndata: two\nid: a-2\n\n".length());
    }

    @Test
    void countsEachEventOfSeveralChannelsOnceAndNoGapOrOpening() {
        Subscription subscription = subscription(Optional.of("nonsense"));
        subscription.add(List.of(
                ChannelCursor.at("A", feedsA, Optional.of("nonsense")),
                ChannelCursor.at("B", feedsB, Optional.of("nonsense"))));
        FakeStream stream = new FakeStream();
        connect(subscription, stream);
        stream.block();
        logA.append(unnamed("one"));
        logB.append(unnamed("two"));
        logA.append(unnamed("three"));
        assertThat(lookAt(subscription).lag()).isEqualTo(3);
        stream.unblock();
        feedsA.wake();
        turn();
        SubscriptionInfo info = lookAt(subscription);
        assertThat(info.lag()).isZero();
        assertThat(info.eventsSent()).isEqualTo(3);
        assertThat(info.bytesSent())
                .isEqualTo(String.join("", stream.takeWrites()).length());
    }

    @Test
    void countsTheValuesThatAKeyedChannelSends() {
        ChannelLog log = new KeyedLog("k", order, new History(20, 100_000, Duration.ofHours(1)), time);
        log.append(keyed("acme", "1"));
        log.append(keyed("bolt", "2"));
        log.append(keyed("acme", "3"));
        Subscription subscription = subscription(Optional.empty());
        subscription.add(List.of(ChannelCursor.at("K", loops.feeds(log, SlowReaders.LATEST), Optional.empty())));
        connect(subscription, new FakeStream());
        assertThat(lookAt(subscription).eventsSent()).isEqualTo(2);
    }

    @Test
    void aSlowReaderOfAChannelThatSkipsIsToldOfTheGapAndGoesOnAtTheHead() {
        ChannelFeeds feeds = loops.feeds(logA, SlowReaders.SKIP);
        FakeStream client = openOn("A", feeds, Optional.empty());
        client.takeWrites();
        client.block();
        for (int i = 0; i < 25; i++) {
            logA.append(unnamed("x".repeat(10_000)));
        }
        tick();
        assertThat(client.isClosed()).isFalse();
        client.unblock();
        turn();
        assertThat(client.takeWrites()).containsExactly("""
                        event: rivulet:gap
                        data: {"channel":"A","requested":"a-0","oldest":"a-17"}
                        id: a-25

                        """);
        logA.append(unnamed("next"));
        feeds.wake();
        turn();
        assertThat(client.takeWrites()).containsExactly("data: next\nid: a-26\n\n");
        assertThat(feeds.counts()).isEqualTo(new ChannelCounts(26, 1, 16, 1, 0, 1, 0, 0));
    }

    @Test
    void aSlowReaderOfAKeyedChannelNeverReceivesAStaleValue() {
        ChannelLog log = new KeyedLog("k", order, new History(20, 100_000, Duration.ofHours(1)), time);
        ChannelFeeds feeds = loops.feeds(log, SlowReaders.LATEST);
        log.append(keyed("acme", "1"));
        log.append(keyed("bolt", "2"));
        log.append(keyed("acme", "3"));
        FakeStream client = openOn("K", feeds, Optional.empty());
        assertThat(client.takeWrites())
                .containsExactly("retry: 2000\nid: k-0\n\n", "data: 2\nid: k-2\n\ndata: 3\nid: k-3\n\n");
        client.block();
        for (int i = 4; i < 1_000; i++) {
            log.append(keyed(i % 2 == 0 ? "acme" : "bolt", Integer.toString(i)));
        }
        feeds.wake();
        tick();
        client.unblock();
        turn();
        assertThat(client.takeWrites()).containsExactly("data: 998\nid: k-998\n\ndata: 999\nid: k-999\n\n");
        assertThat(feeds.counts()).isEqualTo(new ChannelCounts(999, 4, 0, 0, 0, 0, 994, 0));
    }

    @Test
    void aKeyThatAKeyedChannelCannotHoldAnyMoreIsAGap() {
        ChannelLog log = new KeyedLog("k", order, new History(3, 100_000, Duration.ofHours(1)), time);
        ChannelFeeds feeds = loops.feeds(log, SlowReaders.LATEST);
        FakeStream client = openOn("K", feeds, Optional.empty());
        client.takeWrites();
        client.block();
        for (int i = 1; i <= 5; i++) {
            log.append(keyed("key" + i, Integer.toString(i)));
        }
        feeds.wake();
        client.unblock();
        turn();
        assertThat(String.join("", client.takeWrites())).isEqualTo("""
                        event: rivulet:gap
                        data: {"channel":"K","requested":"k-0","oldest":"k-3"}
                        id: k-2

                        data: 3
                        id: k-3

                        data: 4
                        id: k-4

                        data: 5
                        id: k-5

                        """);
        FakeStream late = openOn("K", feeds, Optional.empty());
        assertThat(late.takeWrites().get(0)).contains("\"requested\":\"\",\"oldest\":\"k-3\"");
        assertThat(openOn("K", feeds, Optional.of("k-2")).takeWrites().get(0)).doesNotContain("rivulet:gap");
    }

    @Test
    void countsWhatEndsStreams() {
        FakeStream slow = openAndTakeOpening();
        slow.block();
        for (int i = 1; i <= 21; i++) {
            publish("e" + i);
        }
        tick();
        FakeStream stuck = openAndTakeOpening();
        stuck.block();
        publish("one");
        time.advance(WRITE_TIMEOUT);
        turn();
        assertThat(slow.isClosed() && stuck.isClosed()).isTrue();
        open(Optional.of("nonsense"));
        assertThat(feedsA.counts()).isEqualTo(new ChannelCounts(22, 0, 2, 1, 1, 0, 0, 1));
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
        subscription.add(List.of(ChannelCursor.at("A", feedsA, Optional.empty())));
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
        subscription.add(List.of(ChannelCursor.at("A", feedsA, Optional.empty())));
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
        assertThat(client.takeWrites()).containsExactly("retry: 2000\nid: n-0\n\n");
        publish("one");
        publishB(new EncodedEvent("event: named\ndata: two\n".getBytes(UTF_8), true, "own-id"));
        assertThat(client.takeWrites())
                .containsExactly("event: A\ndata: one\nid: n-1\n\n", "event: named\ndata: two\nid: n-2\n\n");
    }

    @Test
    void severalChannelsResumeAtOnePlaceInTheOrderOfPublication() {
        publish("a1");
        publishB(unnamed("b1"));
        publish("a2");
        publish("a3");
        publishB(unnamed("b2"));
        FakeStream client = openBoth(Optional.of("n-2"));
        assertThat(client.takeWrites()).containsExactly("retry: 2000\nid: n-2\n\n", """
                        event: A
                        data: a2
                        id: n-3

                        event: A
                        data: a3
                        id: n-4

                        event: B
                        data: b2
                        id: n-5

                        """);
    }

    @Test
    void aChannelOfSeveralThatHasLostSomethingTellsAndTheOthersGoOn() {
        publish("a1");
        publishB(unnamed("b1"));
        for (int i = 2; i <= 22; i++) {
            publish("a" + i);
        }
        FakeStream client = openBoth(Optional.of("n-0"));
        List<String> writes = client.takeWrites();
        assertThat(writes.get(0)).isEqualTo("""
                        retry: 2000

                        event: rivulet:gap
                        data: {"channel":"A","requested":"n-0","oldest":"a-3"}
                        id: n-1

                        """);
        assertThat(writes.get(1)).startsWith("event: B\ndata: b1\nid: n-2\n\nevent: A\ndata: a3\nid: n-4\n\n");
    }

    @Test
    void ofSeveralGapsOnlyTheLastMovesTheClientsId() {
        publish("a1");
        FakeStream client = openBoth(Optional.of("nonsense"));
        assertThat(client.takeWrites()).containsExactly("""
                        retry: 2000

                        event: rivulet:gap
                        data: {"channel":"A","requested":"nonsense","oldest":"a-1"}

                        event: rivulet:gap
                        data: {"channel":"B","requested":"nonsense","oldest":null}
                        id: n-1

                        """);
    }

    @Test
    void aChannelThatOneOfSeveralWaitsForEndsTheStreamBeforeTheOthersIdsPassIt() {
        FakeStream client = openBoth(Optional.empty());
        client.takeWrites();
        client.block();
        publish("lost");
        publishB(unnamed("b1"));
        for (int i = 0; i < 5; i++) {
            publish("x".repeat(90_000)); // each in a segment of its own, and only one of them within bounds
        }
        client.unblock();
        turn();
        assertThat(client.takeWrites()).isEmpty();
        assertThat(told).contains("closed FELL_BEHIND {A=a-0, B=b-0}");
    }

    @Test
    void aSingleChannelUnderstandsAnIdOfSeveral() {
        publish("a1");
        publishB(unnamed("b1"));
        publish("a2");
        FakeStream client = open(Optional.of("n-2"));
        assertThat(client.takeWrites()).containsExactly("retry: 2000\nid: a-1\n\n", "data: a2\nid: a-2\n\n");
    }

    @Test
    void manyChannelsGoOutInFewWritesAndInOrder() {
        Subscription subscription = subscription(Optional.empty());
        List<ChannelLog> logs = new ArrayList<>();
        List<ChannelCursor> cursors = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            ChannelLog log = new SegmentedLog("e" + i, order, new History(20, 100_000, Duration.ofHours(1)), time);
            logs.add(log);
            cursors.add(ChannelCursor.at("c" + i, loops.feeds(log, SlowReaders.DISCONNECT), Optional.empty()));
        }
        subscription.add(cursors);
        FakeStream client = new FakeStream();
        connect(subscription, client);
        client.takeWrites();
        for (int i = 0; i < 1_000; i++) {
            ChannelLog log = logs.get(i * 7 % 500);
            log.append(unnamed(Integer.toString(i)));
            cursors.get(i * 7 % 500).feeds().wake();
        }
        turn();
        List<String> writes = client.takeWrites();
        assertThat(writes).hasSizeLessThan(10);
        String[] blocks = String.join("", writes).split("\n\n");
        assertThat(blocks).hasSize(1_000);
        for (int i = 0; i < 1_000; i++) {
            assertThat(blocks[i]).isEqualTo("event: c" + i * 7 % 500 + "\ndata: " + i + "\nid: n-" + (i + 1));
        }
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
    void aChannelThatJoinsAnOpenStreamTellsTheClientTheNewId() {
        Subscription subscription = subscription(Optional.empty());
        subscription.add(List.of(ChannelCursor.at("A", feedsA, Optional.empty())));
        FakeStream client = new FakeStream();
        connect(subscription, client);
        client.takeWrites();
        subscription.add(List.of(ChannelCursor.at("B", feedsB, Optional.empty())));
        subscription.add(List.of(ChannelCursor.at("B", feedsB, Optional.empty())));
        turn();
        assertThat(client.takeWrites()).containsExactly("retry: 2000\nid: n-0\n\n");
        assertThat(feedsB.subscribers()).isEqualTo(1);
    }

    @Test
    void aChannelThatJoinsAnOpenStreamCannotGoBackBehindItsIds() {
        publishB(unnamed("b1"));
        publish("a1");
        Subscription subscription = subscription(Optional.empty());
        subscription.add(List.of(ChannelCursor.at("A", feedsA, Optional.empty())));
        FakeStream client = new FakeStream();
        connect(subscription, client);
        client.takeWrites();
        subscription.add(List.of(ChannelCursor.at("B", feedsB, Optional.of("b-0"))));
        turn();
        assertThat(client.takeWrites()).containsExactly("""
                        retry: 2000

                        event: rivulet:gap
                        data: {"channel":"B","requested":"b-0","oldest":"b-1"}
                        id: n-2

                        """);
    }

    @Test
    void aLongReplayLetsOthersHaveTheirTurn() {
        ChannelLog longLog = new SegmentedLog("l", order, new History(10_000, 1 << 30, Duration.ofHours(1)), time);
        ChannelFeeds feeds = loops.feeds(longLog, SlowReaders.DISCONNECT);
        for (int i = 0; i < 2_000; i++) {
            longLog.append(new EncodedEvent(("data: " + "x".repeat(10_000) + "\n").getBytes(UTF_8), false, null));
        }
        FakeStream other = openAndTakeOpening();
        Subscription subscription = subscription(Optional.of("l-0"));
        subscription.add(List.of(ChannelCursor.at("L", feeds, Optional.of("l-0"))));
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
        subscription.add(List.of(ChannelCursor.at("A", feedsA, lastEventId)));
        FakeStream client = new FakeStream();
        connect(subscription, client);
        return client;
    }

    private FakeStream openBoth(Optional<String> lastEventId) {
        Subscription subscription = subscription(lastEventId);
        subscription.add(List.of(ChannelCursor.at("A", feedsA, lastEventId)));
        subscription.add(List.of(ChannelCursor.at("B", feedsB, lastEventId)));
        FakeStream client = new FakeStream();
        connect(subscription, client);
        return client;
    }

    private FakeStream openOn(String channel, ChannelFeeds feeds, Optional<String> lastEventId) {
        Subscription subscription = subscription(lastEventId);
        subscription.add(List.of(ChannelCursor.at(channel, feeds, lastEventId)));
        FakeStream client = new FakeStream();
        connect(subscription, client);
        return client;
    }

    private SubscriptionInfo lookAt(Subscription subscription) {
        CompletableFuture<SubscriptionInfo> answer = subscription.look();
        turn();
        return answer.join();
    }

    private static EncodedEvent keyed(String key, String data) {
        return new EncodedEvent(("data: " + data + "\n").getBytes(UTF_8), false, null, key);
    }

    private Subscription subscription(Optional<String> lastEventId) {
        Client client = new Client(lastEventId, Optional.empty(), Optional.empty(), Instant.EPOCH, Optional.empty());
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

    private static EncodedEvent unnamed(String data) {
        return new EncodedEvent(("data: " + data + "\n").getBytes(UTF_8), false, null);
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
