/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.internal.engine.delivery.StreamForm;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import dev.rivulet.server.internal.engine.log.From;
import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where streams start, how long they last, and what they look like. */
class StartingPlacesTest {

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final TurnedEngine node = new TurnedEngine(new TestSettings()
            .liveness(Duration.ofSeconds(15), Duration.ofMinutes(1))
            .channel("brief", new History(3, 100_000, Duration.ofHours(1)), SlowReaders.DISCONNECT)
            .compacted("state"));

    @Test
    void anOrdinaryChannelStartsNow() {
        fill("news", 3);
        assertThat(node.open(From.usual(), "news").data()).isEmpty();
        assertThat(node.open(From.now(), "news").data()).isEmpty();
    }

    @Test
    void fromTheFirstThatIsHeld() {
        fill("news", 3);
        fill("brief", 5);
        assertThat(node.open(From.first(), "news").data()).containsExactly("1", "2", "3");
        assertThat(node.open(From.first(), "brief").data())
                .as("no gap: whoever asks for what there is gets it")
                .containsExactly("3", "4", "5");
        assertThat(node.open(From.first(), "empty").data()).isEmpty();
    }

    @Test
    void rewoundByAsManyEventsAsAreHeld() {
        fill("news", 500);
        fill("brief", 5);
        assertThat(node.open(From.rewind(2), "news").data()).containsExactly("499", "500");
        assertThat(node.open(From.rewind(0), "news").data()).isEmpty();
        assertThat(node.open(From.rewind(1_000), "news").data()).hasSize(100).endsWith("500");
        assertThat(node.open(From.rewind(Integer.MAX_VALUE), "brief").data()).containsExactly("3", "4", "5");
        assertThat(node.open(From.rewind(3), "brief").data()).containsExactly("3", "4", "5");
        assertThat(node.open(From.rewind(2), "brief").data()).containsExactly("4", "5");
        assertThatThrownBy(() -> From.rewind(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void aKeyedChannelIsRewoundByItsNewestValues() {
        for (int i = 1; i <= 9; i++) {
            node.engine
                    .channel("state")
                    .publish(new EncodedEvent(
                            ("data: " + i + "\n").getBytes(StandardCharsets.UTF_8), false, null, "key" + i % 3));
        }
        assertThat(node.open(From.usual(), "state").data()).containsExactly("7", "8", "9");
        assertThat(node.open(From.rewind(2), "state").data()).containsExactly("8", "9");
        assertThat(node.open(From.rewind(20), "state").data()).containsExactly("7", "8", "9");
        assertThat(node.open(From.now(), "state").data()).isEmpty();
    }

    @Test
    void severalChannelsAreRewoundEachAndMergedInOrder() {
        node.publish("a", "a1");
        node.publish("b", "b1");
        node.publish("a", "a2");
        node.publish("b", "b2");
        TurnedClient client = node.open(From.rewind(1), "a", "b");
        assertThat(client.data()).containsExactly("a2", "b2");
        assertThat(client.text()).startsWith("retry: 0\nid: n-2\n\nretry: 0\nevent: a\ndata: a2\nid: n-3\n\n");
    }

    @Test
    void aStreamThatWasRewoundIsResumedExactly() {
        fill("news", 20);
        TurnedClient client = node.open(From.rewind(5), "news");
        assertThat(client.data()).containsExactly("16", "17", "18", "19", "20");
        fill("news", 1);
        assertThat(node.open(From.after("n-18"), "news").data()).containsExactly("19", "20", "1");
    }

    @Test
    void namesAreAddedUnlessTheyAreWantedAsTheyAre() {
        TurnedClient named = node.open(From.usual(), "a", "b");
        TurnedClient plain = node.open(From.usual(), new StreamForm(false, true), "a", "b");
        node.publish("a", "1");
        node.engine
                .channel("b")
                .publish(new EncodedEvent(
                        "event: own\ndata: 2\n".getBytes(StandardCharsets.UTF_8), true, "application's"));
        node.turn();
        assertThat(named.text()).endsWith("event: a\ndata: 1\nid: n-1\n\nevent: own\ndata: 2\nid: n-2\n\n");
        assertThat(plain.text()).endsWith("\n\ndata: 1\nid: n-1\n\nevent: own\ndata: 2\nid: n-2\n\n");
    }

    @Test
    void heartbeatsAreCommentsUnlessAPageWantsToSeeThem() {
        TurnedClient plain = node.open(From.usual(), "a");
        TurnedClient visible = node.open(From.usual(), new StreamForm(true, false), "a");
        node.publish("a", "1");
        node.advance(Duration.ofSeconds(15));
        assertThat(plain.text()).endsWith("data: 1\nid: n-1\n\n:\n\n");
        assertThat(visible.text()).endsWith("data: 1\nid: n-1\n\nevent: rivulet:heartbeat\ndata: {}\n\n");
        assertThat(visible.lastEventId()).isEqualTo("n-1");
    }

    @Test
    void aStreamEndsAfterItsLifetimeAndIsResumedExactly() {
        TurnedEngine mortal = new TurnedEngine(
                new TestSettings().lifetime(LIFETIME).liveness(Duration.ofHours(1), Duration.ofHours(2)));
        Set<Duration> lifetimes = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            TurnedClient client = mortal.open(From.usual(), "news");
            Duration lasted = Duration.ZERO;
            while (!client.stream.isClosed()) {
                mortal.publish("news", "x");
                mortal.advance(Duration.ofSeconds(1));
                lasted = lasted.plusSeconds(1);
            }
            assertThat(client.reason()).isEqualTo(CloseReason.LIFETIME_ENDED);
            assertThat(lasted).isBetween(LIFETIME.multipliedBy(9).dividedBy(10), LIFETIME.plusSeconds(1));
            lifetimes.add(lasted);
            assertThat(client.data()).hasSize((int) lasted.toSeconds());
        }
        assertThat(lifetimes).as("not all at once").hasSizeGreaterThan(20);
    }

    @Test
    void aStreamLastsForeverByDefault() {
        TurnedClient client = node.open(From.usual(), "news");
        node.advance(Duration.ofDays(400));
        assertThat(client.stream.isClosed()).isFalse();
    }

    private void fill(String channel, int events) {
        for (int i = 1; i <= events; i++) {
            node.publish(channel, Integer.toString(i));
        }
    }
}
