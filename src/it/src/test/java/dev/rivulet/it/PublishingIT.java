/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rivulet.it.app.Contested;
import dev.rivulet.it.app.Desk;
import dev.rivulet.it.app.Loopback;
import dev.rivulet.it.app.Price;
import dev.rivulet.it.app.SubscriptionRecorder;
import dev.rivulet.it.app.Transactions;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.ReceivedEvent;
import dev.rivulet.it.support.StreamEnd;
import dev.rivulet.it.support.Wars;
import dev.rivulet.server.Channel;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import dev.rivulet.server.CloseReason;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.EventTooLargeException;
import dev.rivulet.server.Position;
import dev.rivulet.server.ServerSentEvent;
import dev.rivulet.server.SubscriptionClosed;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The doors to a channel, from beans inside the container; and what a transaction has to say about it. */
@ArquillianTest
class PublishingIT {

    private static final int MAX_EVENT = 64 * 1024;
    private static final int DATA_LINE = "data: \n".length();

    @Inject
    @Channel("prices")
    Event<Price> priceEvents;

    @Inject
    @Channel("prices")
    SseBroadcaster priceBroadcaster;

    @Inject
    @Channel("prices")
    EventChannel prices;

    @Inject
    @Channel("ledger")
    Event<Object> entries;

    @Inject
    @Channel("ledger")
    EventChannel ledger;

    @Inject
    @Any
    Event<Object> anyEvents;

    @Inject
    Channels channels;

    @Inject
    Transactions transactions;

    @Inject
    SubscriptionRecorder recorder;

    @Inject
    Desk desk;

    @Inject
    Loopback loopback;

    @Deployment
    static WebArchive application() {
        return Wars.withTestLibraries(Wars.application("publishing", "rivulet.stream.heartbeat=1d"));
    }

    // The doors.

    @Test
    void everyDoorLeadsToTheSameChannel() {
        try (RawStream stream = loopback.open("prices")) {
            priceEvents.fire(new Price("event", 1));
            priceBroadcaster.broadcast(ServerSentEvent.of("broadcaster"));
            prices.publish("channel");
            channels.get(ChannelName.of("prices")).publish("by name");

            assertThat(List.of(stream.nextEvent(), stream.nextEvent(), stream.nextEvent(), stream.nextEvent()))
                    .extracting(ReceivedEvent::data)
                    .containsExactly("{\"amount\":1.0,\"symbol\":\"event\"}", "broadcaster", "channel", "by name");
            assertThat(stream.lastEventId()).isEqualTo(prices.position().toString());
        }
    }

    @Test
    void eventsFiredAsynchronouslyArrive() {
        try (RawStream stream = loopback.open("prices")) {
            Price price = new Price("async", 2);

            assertThat(priceEvents.fireAsync(price))
                    .succeedsWithin(RawStream.TIMEOUT)
                    .isSameAs(price);
            assertThat(stream.nextEvent().data()).isEqualTo("{\"amount\":2.0,\"symbol\":\"async\"}");
        }
    }

    @Test
    void anEventForANameFromRunTimeReachesThatChannelOnly() {
        Position before = ledger.position();
        try (RawStream stream = loopback.open("chosen")) {
            anyEvents.select(new Channel.Literal("chosen")).fire("text");

            assertThat(stream.nextEvent().data()).isEqualTo("text");
        }
        assertThat(ledger.position()).isEqualTo(before);
    }

    @Test
    void positionsRiseFromWhicheverDoor() {
        Position first = prices.publish("a");
        Position second = channels.get(ChannelName.of("prices")).publish("b");
        Position third = (Position) priceBroadcaster
                .broadcast(ServerSentEvent.of("c"))
                .toCompletableFuture()
                .join();

        assertThat(second.isAfter(first)).isTrue();
        assertThat(third.isAfter(second)).isTrue();
        assertThat(prices.position()).isEqualTo(third);
    }

    @Test
    void producedChannelsAreOneAndTheSame() {
        assertThat(prices.name()).isEqualTo(ChannelName.of("prices"));
        assertThat(prices.publish("here"))
                .isEqualTo(channels.get(ChannelName.of("prices")).position());
        assertThat(channels.find(ChannelName.of("prices")).orElseThrow().position())
                .isEqualTo(prices.position());
        assertThat(channels.get(ChannelName.of("ledger")).position())
                .isEqualTo(ledger.position())
                .isNotEqualTo(prices.position());
    }

    @Test
    void lookingForAChannelMakesNone() {
        ChannelName nobodys = ChannelName.of("nobody-named-me");
        assertThat(channels.find(nobodys)).isEmpty();
        assertThat(ChannelName.parse("not even a name").flatMap(channels::find)).isEmpty();
        assertThat(channels.names())
                .contains(ChannelName.of("prices"), ChannelName.of("ledger"))
                .doesNotContain(nobodys);

        EventChannel named = channels.get(ChannelName.of("somebody-named-me"));

        assertThat(channels.names()).contains(named.name());
    }

    @Test
    void invalidNamesAreRefusedAndNameNothing() {
        for (String name : List.of(
                "", "*", "two words", "a/b", "a=b", "a,b", "\u00fc", "line\nfeed", "x".repeat(129), "rivulet:gap")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> channels.get(ChannelName.of(name)))
                    .withMessageContaining(name.length() > 128 ? '"' + "x".repeat(128) + "...\"" : '"' + name + '"');
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> anyEvents.select(new Channel.Literal(name)).fire("text"));
            assertThat(ChannelName.parse(name)).isEmpty();
            assertThat(channels.names()).extracting(ChannelName::value).doesNotContain(name);
        }
        for (String name : List.of("x", "x".repeat(128), "AZaz09._~:-")) {
            assertThat(channels.get(ChannelName.of(name)).name().value()).isEqualTo(name);
        }
    }

    @Test
    void idsAndNamesThatWouldForgeFieldsAreRefusedAndPublishNothing() {
        Position before = prices.position();
        for (String forged : List.of("a\nb", "a\rb", "a\0b")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ServerSentEvent.builder().id(forged).build());
            assertThatIllegalArgumentException().isThrownBy(() -> ServerSentEvent.named(forged, "data"));
            // The server's own builder lets them through.
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> prices.publish(loopback.sse()
                            .newEventBuilder()
                            .id(forged)
                            .data("data")
                            .build()));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> priceBroadcaster.broadcast(loopback.sse().newEvent(forged, "data")));
        }
        assertThat(prices.position()).isEqualTo(before);
    }

    @Test
    void namesOfRivuletsOwnEventsAreRefusedByEveryDoor() {
        Position before = prices.position();

        assertThatIllegalArgumentException().isThrownBy(() -> ServerSentEvent.named("rivulet:gap", "{}"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prices.publish(loopback.sse().newEvent("rivulet:gap", "{}")))
                .withMessageContaining("\"rivulet:gap\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> priceBroadcaster.broadcast(loopback.sse().newEvent("rivulet:end", "{}")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entries.fire(loopback.sse().newEvent("rivulet:", "{}")));

        assertThat(prices.position()).isEqualTo(before);
    }

    @Test
    void anEventOverTheLimitIsRefusedWithBothFigures() {
        Position before = prices.position();

        assertThatThrownBy(() -> prices.publish("x".repeat(MAX_EVENT - DATA_LINE + 1)))
                .isInstanceOfSatisfying(EventTooLargeException.class, refused -> {
                    assertThat(refused.size()).isEqualTo(MAX_EVENT + 1);
                    assertThat(refused.limit()).isEqualTo(MAX_EVENT);
                })
                .hasMessageContainingAll("65537", "65536", "rivulet.event.max-size");
        assertThat(prices.position()).isEqualTo(before);
    }

    @Test
    void theLargestEventThatIsAllowedArrivesWhole() {
        String data = "x".repeat(MAX_EVENT - DATA_LINE);
        try (RawStream stream = loopback.open("prices")) {
            prices.publish(data);

            assertThat(stream.nextEvent().data()).isEqualTo(data);
        }
    }

    @Test
    void whoeverPublishesTheOrderOnTheWireIsTheOrderOfThePositions() {
        EventChannel channel = channels.get(ChannelName.of("crowded"));
        Map<String, String> published = new ConcurrentHashMap<>();
        try (RawStream stream = loopback.open("crowded")) {
            List<CompletableFuture<Void>> publishers = IntStream.range(0, 8)
                    .mapToObj(publisher -> CompletableFuture.runAsync(() -> {
                        for (int i = 0; i < 100; i++) {
                            String data = publisher + " says " + i;
                            published.put(channel.publish(data).toString(), data);
                        }
                    }))
                    .toList();
            assertThat(publishers).allSatisfy(done -> assertThat(done).succeedsWithin(RawStream.TIMEOUT));

            List<String> ids = published.keySet().stream()
                    .sorted(Comparator.comparingLong(
                            id -> Position.parse(id).orElseThrow().stamp()))
                    .toList();
            assertThat(ids).hasSize(800);
            for (String id : ids) {
                assertThat(stream.nextEvent()).isEqualTo(new ReceivedEvent("message", published.get(id), id));
            }
        }
    }

    // The broadcaster's own rules.

    @Test
    void aClosedBroadcasterRefusesEverything() {
        SseBroadcaster broadcaster = channels.get(ChannelName.of("closing")).broadcaster();
        SseEventSink unused = desk.sink("none");
        broadcaster.close();

        assertThatIllegalStateException().isThrownBy(() -> broadcaster.broadcast(ServerSentEvent.of("late")));
        assertThatIllegalStateException().isThrownBy(() -> broadcaster.onClose(sink -> {}));
        assertThatIllegalStateException().isThrownBy(() -> broadcaster.onError((sink, cause) -> {}));
        assertThatIllegalStateException().isThrownBy(() -> broadcaster.register(unused));
        assertThat(channels.get(ChannelName.of("closing")).position().stamp()).isZero();
    }

    @Test
    void closingABroadcasterEndsItsStreamsAndNoOthers() {
        SseBroadcaster broadcaster = channels.get(ChannelName.of("shared")).broadcaster();
        List<SseEventSink> closed = new CopyOnWriteArrayList<>();
        List<Throwable> failed = new CopyOnWriteArrayList<>();
        broadcaster.onClose(closed::add);
        broadcaster.onError((sink, cause) -> failed.add(cause));
        desk.put("shared", broadcaster);
        try (RawStream other = loopback.open("shared");
                RawStream own = loopback.api().stream("odd/shared/broadcaster")) {
            own.nextBlock();

            broadcaster.close();

            assertThat(own.awaitEnd()).isEqualTo(StreamEnd.COMPLETE);
            await().atMost(RawStream.TIMEOUT)
                    .untilAsserted(() -> assertThat(closed).containsExactly(desk.sink("shared")));
            channels.get(ChannelName.of("shared")).publish("still here");
            assertThat(other.nextEvent().data()).isEqualTo("still here");
            assertThat(failed).isEmpty();
            assertThat(recorder.closed("shared"))
                    .extracting(SubscriptionClosed::reason)
                    .containsExactly(CloseReason.CLOSED_BY_APPLICATION);
        }
    }

    @Test
    void closingABroadcasterWithoutCascadeLeavesItsStreamsOpen() {
        SseBroadcaster broadcaster = channels.get(ChannelName.of("uncascaded")).broadcaster();
        desk.put("uncascaded", broadcaster);
        try (RawStream stream = loopback.api().stream("odd/uncascaded/broadcaster")) {
            stream.nextBlock();

            broadcaster.close(false);
            channels.get(ChannelName.of("uncascaded")).publish("still here");

            assertThat(stream.nextEvent().data()).isEqualTo("still here");
        }
    }

    @Test
    void anEventThatAnotherObserverRefusesIsNotSent() {
        try (RawStream stream = loopback.open("ledger")) {
            assertThatIllegalStateException().isThrownBy(() -> entries.fire(new Contested()));
            entries.fire("marker");

            assertThat(stream.nextEvent().data()).isEqualTo("marker");
        }
    }

    // Transactions.

    @Test
    void eventsOfATransactionArriveInOrderAfterItsCommit() {
        Position before = ledger.position();
        try (RawStream stream = loopback.open("ledger")) {
            transactions.run(() -> {
                entries.fire("one");
                entries.fire("two");
                entries.fire("three");
                assertThat(ledger.position()).isEqualTo(before);
            });

            assertThat(ledger.position().isAfter(before)).isTrue();
            assertThat(List.of(stream.nextEvent(), stream.nextEvent(), stream.nextEvent()))
                    .extracting(ReceivedEvent::data)
                    .containsExactly("one", "two", "three");
        }
    }

    @Test
    void eventsOfARolledBackTransactionLeaveNoTrace() {
        long before = ledger.counts().published();
        try (RawStream stream = loopback.open("ledger")) {
            assertThatThrownBy(() -> transactions.run(() -> {
                        entries.fire("never");
                        entries.fire("ever");
                        throw new IllegalStateException("Roll back");
                    }))
                    .hasStackTraceContaining("Roll back");
            entries.fire("marker");

            assertThat(stream.nextEvent())
                    .isEqualTo(new ReceivedEvent(
                            "message", "marker", ledger.position().toString()));
            assertThat(ledger.counts().published()).isEqualTo(before + 1);
        }
    }

    @Test
    void withoutATransactionAnEventIsPublishedBeforeFireReturns() {
        long before = ledger.counts().published();

        entries.fire("now");

        assertThat(ledger.counts().published()).isEqualTo(before + 1);
    }

    @Test
    void publishingOnTheChannelDoesNotWaitForTheTransaction() {
        long before = ledger.counts().published();

        assertThatThrownBy(() -> transactions.run(() -> {
                    ledger.publish("at once");
                    throw new IllegalStateException("Roll back");
                }))
                .hasStackTraceContaining("Roll back");

        assertThat(ledger.counts().published()).isEqualTo(before + 1);
    }

    @Test
    void anEventThatIsTooLargeFailsFireAndHarmsNeitherTheCommitNorTheOthers() {
        long before = ledger.counts().published();
        try (RawStream stream = loopback.open("ledger")) {
            transactions.run(() -> {
                entries.fire("before");
                assertThatThrownBy(() -> entries.fire("x".repeat(MAX_EVENT)))
                        .isInstanceOf(EventTooLargeException.class);
                entries.fire("after");
            });

            assertThat(stream.nextEvent().data()).isEqualTo("before");
            assertThat(stream.nextEvent().data()).isEqualTo("after");
            assertThat(ledger.counts().published()).isEqualTo(before + 2);
        }
    }

    @Test
    void whatIsSentIsWhatWasFiredAndNotWhatBecameOfIt() {
        try (RawStream stream = loopback.open("ledger")) {
            transactions.run(() -> {
                String[] items = {"one"};
                entries.fire(items);
                items[0] = "two";
            });

            assertThat(stream.nextEvent().data()).isEqualTo("[\"one\"]");
        }
    }

    @Test
    void anEventInjectedForAChannelSaysItselfThatItHasNoOther() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entries.select(new Channel.Literal("other")).fire("text"));
    }

    @Test
    void anEventThatIsTooLargeFailsFireWhereThereIsNoTransaction() {
        Position before = ledger.position();

        assertThatThrownBy(() -> entries.fire("x".repeat(MAX_EVENT))).isInstanceOf(EventTooLargeException.class);

        assertThat(ledger.position()).isEqualTo(before);
    }
}
