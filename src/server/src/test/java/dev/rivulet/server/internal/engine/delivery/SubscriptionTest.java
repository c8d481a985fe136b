/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.SegmentedLog;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Subscriptions to one channel, and what all have in common. */
class SubscriptionTest extends HandTurnedLoop {

    @Test
    void beginsWithTheRetryDelayAndThePositionBeforeAnyEvent() {
        FakeStream client = open();
        assertThat(client.takeWrites()).containsExactly(OPENING);
    }

    @Test
    void sendsEventsAsTheyCome() {
        FakeStream client = openAndTakeOpening();
        publish("one");
        assertThat(client.takeWrites()).containsExactly("data: one\nid: n-1\n\n");
        publish("two");
        assertThat(client.takeWrites()).containsExactly("data: two\nid: n-2\n\n");
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
                .containsExactly("data: one\nid: n-1\n\ndata: two\nid: n-2\n\ndata: three\nid: n-3\n\n");
    }

    @Test
    void aBlockedClientDelaysNobodyElse() {
        FakeStream blocked = openAndTakeOpening();
        FakeStream other = openAndTakeOpening();
        blocked.block();
        publish("one");
        assertThat(other.takeWrites()).containsExactly("data: one\nid: n-1\n\n");
        assertThat(blocked.takeWrites()).isEmpty();
    }

    @Test
    void resumesBehindTheLastEventId() {
        publish("one");
        publish("two");
        publish("three");
        FakeStream client = open(Optional.of("n-1"));
        assertThat(client.takeWrites())
                .containsExactly("id: n-1\n\nretry: 2000\ndata: two\nid: n-2\n\n", "data: three\nid: n-3\n\n");
    }

    @Test
    void standsWhereItWasRegisteredAndNotWhereItsStreamOpened() {
        Subscription subscription = subscription(Optional.empty());
        add(subscription, List.of(Cursor.at(feedsA, Optional.empty())));
        publish("between");
        FakeStream client = new FakeStream();
        connect(subscription, client);
        assertThat(client.takeWrites()).containsExactly("id: n-0\n\nretry: 2000\ndata: between\nid: n-1\n\n");
    }

    @Test
    void tellsOfAGapBeforeAnythingElse() {
        for (int i = 1; i <= 22; i++) {
            publish("e" + i);
        }
        FakeStream client = open(Optional.of("n-1"));
        List<String> writes = client.takeWrites();
        assertThat(writes.get(0)).isEqualTo("""
                        retry: 2000
                        event: rivulet:gap
                        data: {"channel":"A","requested":"n-1","oldest":"n-3"}
                        id: n-2

                        """);
        assertThat(writes.get(1)).startsWith("data: e3\nid: n-3\n\n").endsWith("data: e22\nid: n-22\n\n");
    }

    @Test
    void quotesWhatIsInAHostileLastEventId() {
        FakeStream client = open(Optional.of("\"}\n\ndata: forged"));
        assertThat(client.takeWrites()).containsExactly("""
                        retry: 2000
                        event: rivulet:gap
                        data: {"channel":"A","requested":"\\"}\\n\\ndata: forged","oldest":null}
                        id: n-0

                        """);
    }

    @Test
    void showsNoMoreThanTheStartOfAnEndlessLastEventId() {
        FakeStream client = open(Optional.of("x".repeat(100_000)));
        assertThat(client.takeWrites().get(0)).hasSizeLessThan(600);
    }

    @Test
    void endsWhenTheClientsTokenExpires() {
        Client client = new Client(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                Optional.of(Instant.EPOCH.plusSeconds(60)));
        Subscription subscription = new Subscription(1, loop, client, context, StreamForm.PLAIN, new Told());
        add(subscription, List.of(Cursor.at(feedsA, Optional.empty())));
        FakeStream stream = new FakeStream();
        connect(subscription, stream);
        time.advance(Duration.ofMillis(59_999));
        turn();
        assertThat(stream.isClosed()).isFalse();
        tick();
        assertThat(stream.isClosed()).isTrue();
        assertThat(told).contains("closed TOKEN_EXPIRED {A=n-0}");
    }

    @Test
    void aTokenThatNeverExpiresEndsNothing() {
        Client client = new Client(
                Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH, Optional.of(Instant.MAX));
        Subscription subscription = new Subscription(1, loop, client, context, StreamForm.PLAIN, new Told());
        add(subscription, List.of(Cursor.at(feedsA, Optional.empty())));
        FakeStream stream = new FakeStream();
        connect(subscription, stream);
        time.advance(Duration.ofDays(365));
        turn();
        assertThat(stream.isClosed()).isFalse();
    }

    @Test
    void knowsHowMuchItHasSentAndHowFarBehindItIs() {
        Subscription subscription = subscription(Optional.empty());
        add(subscription, List.of(Cursor.at(feedsA, Optional.empty())));
        FakeStream stream = new FakeStream();
        connect(subscription, stream);
        publish("one");
        publish("two");
        stream.block();
        publish("three");
        CompletableFuture<SubscriptionInfo> answer = subscription.snapshot();
        assertThat(answer).isNotDone();
        turn();
        SubscriptionInfo info = answer.join();
        assertThat(info.lag()).isEqualTo(1);
        assertThat(info.eventsSent()).isEqualTo(2);
        assertThat(info.bytesSent())
                .isEqualTo(OPENING.length() + "data: one\nid: n-1\n\ndata: two\nid: n-2\n\n".length());
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
        assertThat(feedsA.counts()).isEqualTo(new NodeChannelCounts(22, 0, 2, 1, 1, 0, 0, 1));
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
        assertThat(told).contains("closed STALLED {A=n-0}");
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
        assertThat(told).containsExactly("opened {A=n-0}", "closed CLIENT_GONE {A=n-0} Broken pipe", "released");
    }

    @Test
    void aContainersFaultEndsOneStreamAndNoOther() {
        FakeStream faulty = openAndTakeOpening();
        FakeStream healthy = openAndTakeOpening();
        faulty.breakWith(new IllegalStateException("a bug in the container"));
        publish("one");
        assertThat(faulty.isClosed()).isTrue();
        assertThat(healthy.takeWrites()).containsExactly("data: one\nid: n-1\n\n");
    }

    @Test
    void theApplicationCanEndIt() {
        Subscription subscription = subscription(Optional.empty());
        add(subscription, List.of(Cursor.at(feedsA, Optional.empty())));
        FakeStream client = new FakeStream();
        connect(subscription, client);
        subscription.close();
        turn();
        assertThat(client.isClosed()).isTrue();
        assertThat(told).contains("closed CLOSED_BY_APPLICATION {A=n-0}", "released");
    }

    @Test
    void aStreamThatNeverOpensIsReleasedAndNothingElse() {
        Subscription subscription = subscription(Optional.empty());
        add(subscription, List.of(Cursor.at(feedsA, Optional.empty())));
        subscription.gone(new IllegalStateException("the resource failed"));
        turn();
        FakeStream late = new FakeStream();
        connect(subscription, late);
        assertThat(told).containsExactly("released");
        assertThat(late.isClosed()).isTrue();
        assertThat(feedsA.subscribers()).isZero();
    }

    @Test
    void aStreamThatIsToEndWhenItOpensIsNotTold() {
        Subscription subscription = subscription(Optional.empty());
        add(subscription, List.of(Cursor.at(feedsA, Optional.empty())));
        FakeStream client = new FakeStream();
        subscription.opened(client);
        client.start(subscription);
        subscription.close(CloseReason.REVOKED); // the loop has still to open it
        turn();
        assertThat(told).containsExactly("released");
        assertThat(client.takeWrites()).isEmpty();
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void theEndOfTheLoopClosesEveryStreamAndEveryLaterOne() {
        FakeStream client = openAndTakeOpening();
        loop.end();
        turn();
        assertThat(client.isClosed()).isTrue();
        assertThat(told).contains("closed APPLICATION_STOPPED {A=n-0}");
        Subscription late = subscription(Optional.empty());
        FakeStream lateClient = new FakeStream();
        late.opened(lateClient);
        assertThat(lateClient.isClosed()).isTrue();
    }

    @Test
    void anIdOfTheApplicationMayLookLikeACompositeOne() {
        logA.append(new EncodedEvent("data: 1\n".getBytes(UTF_8), false, "order=ab-1"));
        logA.append(new EncodedEvent("data: 2\n".getBytes(UTF_8), false, "order=ab-2"));
        FakeStream client = open(Optional.of("order=ab-1"));
        assertThat(client.takeWrites()).containsExactly("id: n-1\n\nretry: 2000\ndata: 2\nid: order=ab-2\n\n");
    }

    @Test
    void anErrorWhileWritingEndsOneStreamAndNoOther() {
        FakeStream faulty = openAndTakeOpening();
        FakeStream healthy = openAndTakeOpening();
        faulty.failReadyWith(new NoClassDefFoundError("jakarta/json/Json"));
        publish("one");
        assertThat(faulty.isClosed()).isTrue();
        assertThat(healthy.takeWrites()).containsExactly("data: one\nid: n-1\n\n");
    }

    @Test
    void eachOfManyIsLookedAtAgainWhenItIsItsTurn() {
        List<FakeStream> clients =
                Stream.generate(this::openAndTakeOpening).limit(100).toList();
        FakeStream blocked = clients.get(1);
        clients.get(0).onWrite(blocked::block);
        publish("one");
        assertThat(blocked.takeWrites()).isEmpty();
        assertThat(clients)
                .filteredOn(client -> client != blocked)
                .allSatisfy(client -> assertThat(client.takeWrites()).containsExactly("data: one\nid: n-1\n\n"));
        blocked.unblock();
        turn();
        assertThat(blocked.takeWrites()).containsExactly("data: one\nid: n-1\n\n");
    }

    @Test
    void aLongReplayLetsOthersHaveTheirTurn() {
        ChannelLog longLog = new SegmentedLog("A", order, new History(10_000, 1 << 30, Duration.ofHours(1)), time);
        ChannelFeeds feeds = loops.feeds(longLog, SlowReaders.DISCONNECT);
        for (int i = 0; i < 2_000; i++) {
            longLog.append(new EncodedEvent(("data: " + "x".repeat(10_000) + "\n").getBytes(UTF_8), false, null));
        }
        FakeStream other = openAndTakeOpening();
        Subscription subscription = subscription(Optional.of("n-0"));
        add(subscription, List.of(Cursor.at(feeds, Optional.of("n-0"))));
        FakeStream client = new FakeStream();
        subscription.opened(client);
        client.start(subscription);
        logA.append(new EncodedEvent("data: one\n".getBytes(UTF_8), false, null));
        feedsA.wake();
        other.onWrite(() -> assertThat(client.writeCount()).isLessThan(100));
        turn();
        assertThat(other.takeWrites()).containsExactly("data: one\nid: n-2001\n\n");
        assertThat(String.join("", client.takeWrites()).split("\n\n")).hasSize(2_001);
    }
}
