/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.CompactedLog;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Subscriptions that the log leaves behind, under each of the policies for them. */
class SlowReaderTest extends HandTurnedLoop {

    @Test
    void closesAClientThatTheLogHasMovedPast() {
        FakeStream client = openAndTakeOpening();
        client.block();
        for (int i = 1; i <= 21; i++) {
            publish("e" + i);
        }
        tick();
        assertThat(client.isClosed()).isTrue();
        assertThat(told).containsExactly("opened {A=n-0}", "closed FELL_BEHIND {A=n-0}", "released");
        assertThat(feedsA.subscribers()).isZero();
    }

    @Test
    void countsTheValuesThatAKeyedChannelSends() {
        ChannelLog log = new CompactedLog("K", order, new History(20, 100_000, Duration.ofHours(1)), time);
        log.append(keyed("acme", "1"));
        log.append(keyed("bolt", "2"));
        log.append(keyed("acme", "3"));
        Subscription subscription = subscription(Optional.empty());
        add(subscription, List.of(Cursor.at(loops.feeds(log, SlowReaders.SKIP), Optional.empty())));
        connect(subscription, new FakeStream());
        assertThat(snapshotOf(subscription).eventsSent()).isEqualTo(2);
    }

    @Test
    void aSlowReaderOfAChannelThatSkipsIsToldOfTheGapAndGoesOnAtTheHead() {
        ChannelFeeds feeds = loops.feeds(logA, SlowReaders.SKIP);
        FakeStream client = openOn(feeds, Optional.empty());
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
                        data: {"channel":"A","requested":"n-0","oldest":"n-17"}
                        id: n-25

                        """);
        logA.append(unnamed("next"));
        feeds.wake();
        turn();
        assertThat(client.takeWrites()).containsExactly("data: next\nid: n-26\n\n");
        assertThat(feeds.counts()).isEqualTo(new NodeChannelCounts(26, 1, 16, 1, 0, 1, 0, 0));
    }

    @Test
    void aSlowReaderOfAKeyedChannelNeverReceivesAStaleValue() {
        ChannelLog log = new CompactedLog("K", order, new History(20, 100_000, Duration.ofHours(1)), time);
        ChannelFeeds feeds = loops.feeds(log, SlowReaders.SKIP);
        log.append(keyed("acme", "1"));
        log.append(keyed("bolt", "2"));
        log.append(keyed("acme", "3"));
        FakeStream client = openOn(feeds, Optional.empty());
        assertThat(client.takeWrites())
                .containsExactly("retry: 2000\nid: n-1\n\nretry: 2000\ndata: 2\nid: n-2\n\n", "data: 3\nid: n-3\n\n");
        client.block();
        for (int i = 4; i < 1_000; i++) {
            log.append(keyed(i % 2 == 0 ? "acme" : "bolt", Integer.toString(i)));
        }
        feeds.wake();
        tick();
        client.unblock();
        turn();
        assertThat(client.takeWrites()).containsExactly("data: 998\nid: n-998\n\ndata: 999\nid: n-999\n\n");
        assertThat(feeds.counts()).isEqualTo(new NodeChannelCounts(999, 4, 0, 0, 0, 0, 994, 0));
    }

    @Test
    void aKeyThatAKeyedChannelCannotHoldAnyMoreIsAGap() {
        ChannelLog log = new CompactedLog("K", order, new History(3, 100_000, Duration.ofHours(1)), time);
        ChannelFeeds feeds = loops.feeds(log, SlowReaders.SKIP);
        FakeStream client = openOn(feeds, Optional.empty());
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
                        data: {"channel":"K","requested":"n-0","oldest":"n-3"}
                        id: n-2

                        data: 3
                        id: n-3

                        data: 4
                        id: n-4

                        data: 5
                        id: n-5

                        """);
        FakeStream late = openOn(feeds, Optional.empty());
        assertThat(late.takeWrites().get(0)).contains("\"requested\":\"\",\"oldest\":\"n-3\"");
        assertThat(openOn(feeds, Optional.of("n-2")).takeWrites().get(0)).doesNotContain("rivulet:gap");
    }

    private static EncodedEvent keyed(String key, String data) {
        return new EncodedEvent(("data: " + data + "\n").getBytes(UTF_8), false, null, key);
    }
}
