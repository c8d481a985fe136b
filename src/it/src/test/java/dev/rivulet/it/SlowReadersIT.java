/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.it.app.Loopback;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.ReceivedEvent;
import dev.rivulet.it.support.Wars;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.Position;
import dev.rivulet.server.ServerSentEvent;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** What each policy does to a client that does not read while the log moves on, and then reads. */
@ArquillianTest
class SlowReadersIT {

    private static final String LARGE = "x".repeat(16 * 1024);
    private static final int COUNT = 1_500;

    @Inject
    Channels channels;

    @Inject
    Loopback loopback;

    @Deployment
    static WebArchive application() {
        return Wars.withTestLibraries(Wars.application(
                "slow",
                "rivulet.stream.heartbeat=1d",
                "rivulet.stream.write-timeout=1d",
                "rivulet.history.events=64",
                "rivulet.history.bytes=4194304",
                "rivulet.channel.skipping.slow-readers=skip",
                "rivulet.channel.keyed-*.compaction=true",
                "rivulet.channel.keyed-full.history.events=2"));
    }

    @Test
    void disconnectIsTheDefaultAndTheClientIsToldOfTheGapWhenItReturns() {
        EventChannel channel = channels.get(ChannelName.of("cutting"));
        try (RawStream stuck = slow("cutting")) {
            int published = 0;
            while (published < COUNT && channel.counts().disconnected() == 0) {
                channel.publish(++published + " " + LARGE);
                Thread.onSpinWait();
            }
            await().atMost(RawStream.TIMEOUT)
                    .untilAsserted(
                            () -> assertThat(channel.counts().disconnected()).isOne());
            ReceivedEvent first = stuck.nextEvent();
            assertThat(number(first)).isOne();
            try (RawStream again = loopback.open("cutting", "Last-Event-ID: " + first.lastEventId())) {
                assertThat(again.nextEvent().type()).isEqualTo("rivulet:gap");
            }
            assertThat(channel.counts().gaps()).isOne();
        }
    }

    @Test
    void skipTellsOfTheGapOnTheSameStreamAndGoesOnAtTheHead() {
        EventChannel channel = channels.get(ChannelName.of("skipping"));
        Position start = channels.position();
        try (RawStream stuck = slow("skipping")) {
            for (int i = 1; i <= COUNT; i++) {
                channel.publish(i + " " + LARGE);
            }
            long last = 0;
            long gaps = 0; // more than one where the server's threads had to wait while it was published
            while (last < COUNT) {
                ReceivedEvent event = stuck.nextEvent();
                if (event.type().equals("rivulet:gap")) {
                    long head =
                            Position.parse(event.lastEventId()).orElseThrow().stamp() - start.stamp();
                    assertThat(head).isGreaterThan(last);
                    last = head;
                    gaps++;
                } else {
                    assertThat(number(event)).isEqualTo((int) ++last);
                }
            }
            assertThat(gaps).isPositive();
            channel.publish("at the head");
            assertThat(stuck.nextEvent().data()).isEqualTo("at the head");
            assertThat(channel.counts().gaps()).isEqualTo(gaps);
            assertThat(channel.counts().skipped()).isGreaterThanOrEqualTo(gaps);
            assertThat(channel.counts().disconnected()).isZero();
        }
    }

    @Test
    void compactionGivesASlowClientTheNewestValueOfEachKeyAndNoGap() {
        EventChannel channel = channels.get(ChannelName.of("keyed-prices"));
        int keys = 5;
        try (RawStream stuck = slow("keyed-prices")) {
            for (int i = 1; i <= COUNT; i++) {
                channel.publish(ServerSentEvent.builder()
                        .key("key" + i % keys)
                        .data(i + " " + LARGE)
                        .build());
            }
            Map<Integer, Integer> seen = new HashMap<>();
            int events = 0;
            int last = 0;
            while (last < COUNT) {
                ReceivedEvent event = stuck.nextEvent();
                assertThat(event.type()).isEqualTo("message");
                assertThat(number(event)).isGreaterThan(last);
                last = number(event);
                seen.put(last % keys, last);
                events++;
            }
            assertThat(seen.values()).containsExactlyInAnyOrder(COUNT, COUNT - 1, COUNT - 2, COUNT - 3, COUNT - 4);
            assertThat(events).isLessThan(COUNT);
            assertThat(channel.counts().replaced()).isEqualTo(COUNT - events);
        }
    }

    @Test
    void aNewClientOfAKeyedChannelFirstReceivesTheCurrentValueOfEveryKey() {
        EventChannel channel = channels.get(ChannelName.of("keyed-state"));
        publish(channel, "acme", "1");
        publish(channel, "bolt", "2");
        publish(channel, "acme", "3");
        try (RawStream stream = loopback.open("keyed-state")) {
            assertThat(stream.nextEvent().data()).isEqualTo("2");
            ReceivedEvent second = stream.nextEvent();
            assertThat(second.data()).isEqualTo("3");
            publish(channel, "acme", "4");
            assertThat(stream.nextEvent().data()).isEqualTo("4");
            try (RawStream resumed = loopback.open("keyed-state", "Last-Event-ID: " + second.lastEventId())) {
                assertThat(resumed.nextEvent().data()).isEqualTo("4");
            }
            try (RawStream stranger = loopback.open("keyed-state", "Last-Event-ID: otherepoch-4")) {
                assertThat(stranger.nextEvent().type()).isEqualTo("rivulet:gap");
                assertThat(stranger.nextEvent().data()).isEqualTo("2");
                assertThat(stranger.nextEvent().data()).isEqualTo("4");
            }
        }
    }

    @Test
    void aKeyedChannelThatCannotHoldEveryKeySaysSo() {
        EventChannel channel = channels.get(ChannelName.of("keyed-full"));
        publish(channel, "a", "1");
        publish(channel, "b", "2");
        publish(channel, "c", "3");
        try (RawStream stream = loopback.open("keyed-full")) {
            assertThat(stream.nextEvent().type()).isEqualTo("rivulet:gap");
            assertThat(stream.nextEvent().data()).isEqualTo("2");
            assertThat(stream.nextEvent().data()).isEqualTo("3");
        }
    }

    private RawStream slow(String channel) {
        RawStream stream = RawStream.getWithSmallWindow(loopback.api().root().resolve("channels/" + channel));
        assertThat(stream.status()).isEqualTo(200);
        await().atMost(RawStream.TIMEOUT)
                .untilAsserted(
                        () -> assertThat(channels.get(ChannelName.of(channel)).subscribers())
                                .isOne());
        return stream;
    }

    private static void publish(EventChannel channel, String key, String data) {
        channel.publish(ServerSentEvent.builder().key(key).data(data).build());
    }

    private static int number(ReceivedEvent event) {
        return Integer.parseInt(event.data().substring(0, event.data().indexOf(' ')));
    }
}
