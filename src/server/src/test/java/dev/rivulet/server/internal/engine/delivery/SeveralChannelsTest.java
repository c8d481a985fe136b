/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.SegmentedLog;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Subscriptions to several channels, whose ids are places in all of them. */
class SeveralChannelsTest extends HandTurnedLoop {

    @Test
    void countsEachEventOfSeveralChannelsOnceAndNoGapOrOpening() {
        Subscription subscription = subscription(Optional.of("nonsense"));
        add(
                subscription,
                List.of(Cursor.at(feedsA, Optional.of("nonsense")), Cursor.at(feedsB, Optional.of("nonsense"))));
        FakeStream stream = new FakeStream();
        connect(subscription, stream);
        stream.block();
        logA.append(unnamed("one"));
        logB.append(unnamed("two"));
        logA.append(unnamed("three"));
        assertThat(snapshotOf(subscription).lag()).isEqualTo(3);
        stream.unblock();
        feedsA.wake();
        turn();
        SubscriptionInfo info = snapshotOf(subscription);
        assertThat(info.lag()).isZero();
        assertThat(info.eventsSent()).isEqualTo(3);
        assertThat(info.bytesSent())
                .isEqualTo(String.join("", stream.takeWrites()).length());
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
        assertThat(client.takeWrites())
                .containsExactly("retry: 2000\nid: n-2\n\nretry: 2000\nevent: A\ndata: a2\nid: n-3\n\n", """
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

                        retry: 2000
                        event: rivulet:gap
                        data: {"channel":"A","requested":"n-0","oldest":"n-4"}
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

                        retry: 2000
                        event: rivulet:gap
                        data: {"channel":"A","requested":"nonsense","oldest":"n-1"}

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
        assertThat(told).contains("closed FELL_BEHIND {A=n-0, B=n-0}");
    }

    @Test
    void aSingleChannelUnderstandsAnIdOfSeveral() {
        publish("a1");
        publishB(unnamed("b1"));
        publish("a2");
        FakeStream client = open(Optional.of("n-2"));
        assertThat(client.takeWrites()).containsExactly("retry: 2000\nid: n-2\n\nretry: 2000\ndata: a2\nid: n-3\n\n");
    }

    @Test
    void manyChannelsGoOutInFewWritesAndInOrder() {
        Subscription subscription = subscription(Optional.empty());
        List<ChannelLog> logs = new ArrayList<>();
        List<Cursor> cursors = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            ChannelLog log = new SegmentedLog("c" + i, order, new History(20, 100_000, Duration.ofHours(1)), time);
            logs.add(log);
            cursors.add(Cursor.at(loops.feeds(log, SlowReaders.DISCONNECT), Optional.empty()));
        }
        add(subscription, cursors);
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
    void aChannelThatJoinsAnOpenStreamTellsTheClientTheNewId() {
        Subscription subscription = subscription(Optional.empty());
        add(subscription, List.of(Cursor.at(feedsA, Optional.empty())));
        FakeStream client = new FakeStream();
        connect(subscription, client);
        client.takeWrites();
        add(subscription, List.of(Cursor.at(feedsB, Optional.empty())));
        add(subscription, List.of(Cursor.at(feedsB, Optional.empty())));
        turn();
        assertThat(client.takeWrites()).containsExactly("retry: 2000\nid: n-0\n\n");
        assertThat(feedsB.subscribers()).isEqualTo(1);
    }

    @Test
    void aChannelThatJoinsAnOpenStreamCannotGoBackBehindItsIds() {
        publishB(unnamed("b1"));
        publish("a1");
        Subscription subscription = subscription(Optional.empty());
        add(subscription, List.of(Cursor.at(feedsA, Optional.empty())));
        FakeStream client = new FakeStream();
        connect(subscription, client);
        client.takeWrites();
        add(subscription, List.of(Cursor.at(feedsB, Optional.of("n-0"))));
        turn();
        assertThat(client.takeWrites()).containsExactly("""
                        retry: 2000

                        retry: 2000
                        event: rivulet:gap
                        data: {"channel":"B","requested":"n-0","oldest":"n-1"}
                        id: n-2

                        """);
    }
}
