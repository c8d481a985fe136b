/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.rivulet.server.ChannelLimitException;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.CloseReason;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.EventKey;
import dev.rivulet.server.Position;
import dev.rivulet.server.ServerSentEvent;
import dev.rivulet.server.SubscriptionClosed;
import dev.rivulet.server.SubscriptionOpened;
import dev.rivulet.server.SubscriptionRefusedException;
import dev.rivulet.server.SubscriptionRefusedException.Reason;
import dev.rivulet.server.internal.config.Settings;
import dev.rivulet.server.internal.encoding.DataWriter;
import dev.rivulet.server.internal.encoding.EventEncoder;
import dev.rivulet.server.internal.engine.Engine;
import dev.rivulet.server.internal.engine.TestSettings;
import dev.rivulet.server.spi.ChannelPolicy;
import dev.rivulet.server.spi.ChannelRequest;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node without a container: real loops, and sinks that stand for clients. */
class NodeChannelsTest {

    private static final ChannelName A = ChannelName.of("a");
    private static final ChannelName B = ChannelName.of("b");

    private final Settings settings = new TestSettings()
            .loops(2)
            .compacted("keyed")
            .limits(1_000, 5, 1_000, 1_000, 400, 64, 64, Duration.ofSeconds(7))
            .build();
    private final Queue<Object> announced = new ConcurrentLinkedQueue<>();
    private final Announcer announcer = new Announcer(
            announced::add, Runnable::run, Optional.empty(), List.of(), Runnable::run, InstantSource.system());
    private final StreamMeter meter = new StreamMeter(announcer);
    private final Engine engine =
            Engine.builder(settings).threads(Thread::new).meter(meter).build();
    private final NodeChannels channels = channels(engine);
    private @Nullable ChannelPolicy policy;
    private final NodeEndpoint endpoint = new NodeEndpoint(
            channels, new Admission(() -> Optional.ofNullable(policy), Optional::empty), settings, Optional::empty);

    private NodeChannels channels(Engine delivering) {
        Sinks sinks = new Sinks(
                delivering,
                Optional::empty,
                new SinkThreads(Runnable::run, Runnable::run),
                announcer,
                settings.limits(),
                InstantSource.system());
        return new NodeChannels(
                delivering,
                settings,
                new EventEncoder(new DataWriter((data, type) -> "{}", Optional::empty), settings.eventMaxSize(), 64),
                sinks,
                announcer,
                meter,
                new Feeds(settings.feedWindow(), Runnable::run, Runnable::run),
                new ChannelBeginnings(Optional::empty, settings.limits(), System::nanoTime));
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void aDrainSaysThatTheNodeIsNotReadyBeforeStreamsAreRefused() throws Exception {
        CountDownLatch noticed = new CountDownLatch(1);
        AtomicLong time = new AtomicLong();
        Settings noticing = new TestSettings()
                .drain(Duration.ofSeconds(10), Duration.ZERO, Duration.ZERO)
                .build();
        try (Engine draining = Engine.builder(noticing)
                .threads(Thread::new)
                .clock(time::get)
                .pause(nanos -> {
                    awaitUninterruptibly(noticed);
                    time.addAndGet(nanos);
                    return true;
                })
                .build()) {
            NodeReport report = new NodeReport(draining, meter, Set.of(), new Refusals(System::nanoTime, Set::of));
            NodeChannels drained = channels(draining);
            assertThat(report.isReady()).isTrue();
            FakeSink early = new FakeSink();
            drained.get(ChannelName.of("prices")).subscribe(early);

            CompletionStage<Void> ended = drained.drain();

            assertThat(report.isReady()).isFalse();
            FakeSink late = new FakeSink();
            drained.get(ChannelName.of("prices")).subscribe(late); // still taken
            assertThat(ended.toCompletableFuture()).isNotDone();
            noticed.countDown();
            ended.toCompletableFuture().get(30, TimeUnit.SECONDS);
            assertThatThrownBy(() -> drained.get(ChannelName.of("prices")).subscribe(new FakeSink()))
                    .isInstanceOf(SubscriptionRefusedException.class);
            await().atMost(Duration.ofSeconds(30)).until(() -> early.isClosed() && late.isClosed());

            draining.drain().run(); // once is enough
            assertThat(time).hasValue(Duration.ofSeconds(10).toNanos());
        }
    }

    @Test
    void oneNameIsOneChannel() {
        EventChannel prices = channels.get(ChannelName.of("prices"));
        Position first = prices.publish("1");
        assertThat(channels.get(ChannelName.of("prices")).position()).isEqualTo(first);
        assertThat(channels.find(ChannelName.of("prices"))).contains(prices);
        assertThat(channels.get(prices.name())).isEqualTo(prices).hasSameHashCodeAs(prices);
        assertThat(channels.find(ChannelName.of("none"))).isEmpty();
        assertThat(channels.names()).containsExactly(ChannelName.of("prices"));
        assertThat(prices.publish("2").isAfter(first)).isTrue();
        assertThat(channels.get(ChannelName.of("other")).position()).isEqualTo(first.at(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "a,b", "a=b", "a\nb", "\u00e9", "%41"})
    void refusesNamesThatCannotStandEverywhere(String name) {
        assertThatThrownBy(() -> channels.get(ChannelName.of(name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining('"' + name + '"')
                .hasMessageContaining("1 to 128");
        assertThat(ChannelName.parse(name)).isEmpty();
    }

    @Test
    void refusesANameOf129Characters() {
        assertThat(channels.get(ChannelName.of("n".repeat(128))).name().value()).hasSize(128);
        assertThatThrownBy(() -> channels.get(ChannelName.of("n".repeat(129))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSinkGetsWhatIsPublishedInOrder() {
        FakeSink sink = new FakeSink();
        EventChannel channel = channels.get(ChannelName.of("c"));
        channel.subscribe(sink);
        for (int i = 0; i < 50; i++) {
            channel.publish(i);
        }
        await().untilAsserted(() -> assertThat(sink.data()).hasSize(50));
        assertThat(sink.data()).isSortedAccordingTo((a, b) -> Integer.parseInt(a) - Integer.parseInt(b));
        assertThat(channels.streams()).isEqualTo(1);
        assertThat(channel.subscribers()).isEqualTo(1);
    }

    @Test
    void aSinkResumesWhereItIsToldTo() {
        EventChannel channel = channels.get(ChannelName.of("c"));
        Position first = channel.publish("1");
        channel.publish("2");
        FakeSink sink = new FakeSink();
        channel.subscribe(sink, first.toString());
        await().untilAsserted(() -> assertThat(sink.data()).containsExactly("2"));
    }

    @Test
    void aSinkThatIsRegisteredTwiceIsOneStreamOfBothChannels() {
        FakeSink sink = new FakeSink();
        channels.get(ChannelName.of("a")).subscribe(sink);
        channels.get(ChannelName.of("b")).subscribe(sink);
        channels.get(ChannelName.of("b")).subscribe(sink);
        channels.get(ChannelName.of("a")).publish("1");
        channels.get(ChannelName.of("b")).publish("2");
        await().untilAsserted(() -> assertThat(sink.data()).containsExactlyInAnyOrder("1", "2"));
        assertThat(channels.streams()).isEqualTo(1);
        assertThat(sink.names()).contains("b");
    }

    @Test
    void closingABroadcasterClosesItsSinksAndNoOther() {
        EventChannel channel = channels.get(ChannelName.of("c"));
        SseBroadcaster broadcaster = channel.broadcaster();
        FakeSink own = new FakeSink();
        FakeSink other = new FakeSink();
        List<SseEventSink> closed = new CopyOnWriteArrayList<>();
        broadcaster.onClose(closed::add);
        broadcaster.register(own);
        channel.subscribe(other);
        await().untilAsserted(() -> assertThat(channels.streams()).isEqualTo(2));
        broadcaster.close();
        await().untilAsserted(() -> assertThat(own.isClosed()).isTrue());
        await().untilAsserted(() -> assertThat(closed).containsExactly(own));
        assertThat(other.isClosed()).isFalse();
        broadcaster.close();
        assertThat(closed).hasSize(1);
        await().untilAsserted(() -> assertThat(reasons()).containsExactly(CloseReason.CLOSED_BY_APPLICATION));
    }

    @Test
    void aClosedBroadcasterRefusesEverything() {
        SseBroadcaster broadcaster = channels.get(ChannelName.of("c")).broadcaster();
        broadcaster.close();
        ServerSentEvent event = ServerSentEvent.of("x");
        FakeSink sink = new FakeSink();
        assertThatThrownBy(() -> broadcaster.broadcast(event)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> broadcaster.register(sink)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> broadcaster.onClose(closed -> {})).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> broadcaster.onError((failed, cause) -> {})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void oneListenersFaultKeepsNoOtherFromBeingCalled() {
        SseBroadcaster broadcaster = channels.get(ChannelName.of("c")).broadcaster();
        List<SseEventSink> closed = new CopyOnWriteArrayList<>();
        broadcaster.onClose(sink -> List.of().get(0));
        broadcaster.onClose(closed::add);
        FakeSink sink = new FakeSink();
        broadcaster.register(sink);
        await().untilAsserted(() -> assertThat(channels.streams()).isEqualTo(1));
        broadcaster.close();
        await().untilAsserted(() -> assertThat(closed).containsExactly(sink));
    }

    @Test
    void refusesMoreChannelsOnOneStreamThanTheLimit() {
        policy = request -> true;
        String[] names =
                IntStream.rangeClosed(1, 101).mapToObj(i -> "channel-" + i).toArray(String[]::new);
        for (String name : names) {
            channels.get(ChannelName.of(name));
        }
        BadRequestException refused =
                catchThrowableOfType(BadRequestException.class, () -> endpoint.subscribe(new FakeSink(), names));
        assertThat(body(refused)).contains("\"status\":400").contains("100 channels");
        FakeSink sink = new FakeSink();
        endpoint.subscribe(sink, Arrays.copyOf(names, 100));
        EventChannel oneMore = channels.get(ChannelName.of("channel-101"));
        assertThatThrownBy(() -> oneMore.subscribe(sink))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("101 channels")
                .hasMessageContaining("rivulet.stream.channels");
        channels.get(ChannelName.of("channel-100")).subscribe(sink);
        await().untilAsserted(() -> assertThat(channels.streams()).isEqualTo(1));
    }

    @Test
    void eventsWithoutAKeyAreWarnedOfOnceForEachChannelHoweverOftenThatIsLookedUp() {
        try (LoggedLines log = new LoggedLines("dev.rivulet.server.internal.encoding.UnkeyedEvents")) {
            channels.get(ChannelName.of("keyed")).publish("one");
            channels.get(ChannelName.of("keyed")).publish("two");
            channels.find(ChannelName.of("keyed")).orElseThrow().publish("three");

            assertThat(log.lines()).singleElement().asString().contains("Channel keyed holds the newest");
        }
    }

    @Test
    void aKeyedChannelGivesANewSubscriberTheCurrentValueOfEachKey() {
        EventChannel channel = channels.get(ChannelName.of("keyed"));
        channel.publish(ServerSentEvent.builder().key("a").data("a1").build());
        channel.publish(ServerSentEvent.builder().key("b").data("b1").build());
        channel.publish(ServerSentEvent.builder().key("a").data("a2").build());
        channel.publish(new Quote("c", 1));
        channel.publish(new Quote("c", 2));
        FakeSink sink = new FakeSink();
        channel.subscribe(sink);
        channel.publish(ServerSentEvent.builder().key("b").data("b2").build());
        await().untilAsserted(() -> assertThat(sink.data()).endsWith("b2"));
        assertThat(sink.data()).endsWith("a2", "{}", "b2").doesNotContain("a1").hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void onePositionIsAPlaceToResumeFromInAllChannels() {
        policy = request -> true;
        channels.get(ChannelName.of("a")).publish("1");
        channels.get(ChannelName.of("b")).publish("2");
        Position state = channels.position();
        channels.get(ChannelName.of("b")).publish("3");
        channels.get(ChannelName.of("a")).publish("4");
        FakeSink ofA = new FakeSink();
        FakeSink ofB = new FakeSink();
        channels.get(ChannelName.of("a")).subscribe(ofA, state.toString());
        channels.get(ChannelName.of("b")).subscribe(ofB, state.toString());
        await().untilAsserted(() -> assertThat(ofA.data()).containsExactly("4"));
        await().untilAsserted(() -> assertThat(ofB.data()).containsExactly("3"));
    }

    @Test
    void aSinkResumesAtAPositionInOneChannelOrInSeveral() {
        Position state = channels.get(A).publish("1");
        channels.get(B).publish("2");
        channels.get(A).publish("3");
        FakeSink one = new FakeSink();
        FakeSink several = new FakeSink();

        channels.get(A).subscribe(one, state);
        channels.subscribe(several, List.of(A, B), state);

        await().untilAsserted(() -> assertThat(one.data()).containsExactly("3"));
        await().untilAsserted(() -> assertThat(several.data()).containsExactly("2", "3"));
        assertThat(several.names()).containsExactly("b", "a");
    }

    @Test
    void whatTheApplicationNamesNeedsNoPolicyAndIsMade() {
        FakeSink sink = new FakeSink();
        channels.subscribe(sink, A, ChannelName.ofUser("ann"), A);
        channels.get(A).publish("1");
        channels.ofUser("ann").publish("2");
        await().untilAsserted(() -> assertThat(sink.data()).containsExactly("1", "2"));
        assertThat(channels.streams()).isEqualTo(1);
    }

    @Test
    void aStreamOfNoChannelAndOneOfTooManyAreRefusedBeforeAnyIsMade() {
        FakeSink sink = new FakeSink();
        List<ChannelName> names = IntStream.rangeClosed(1, 101)
                .mapToObj(i -> ChannelName.of("channel-" + i))
                .toList();
        assertThatThrownBy(() -> channels.subscribe(sink))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one channel");
        assertThatThrownBy(() -> channels.subscribe(sink, names))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("101")
                .hasMessageContaining("rivulet.stream.channels");
        assertThat(channels.all()).isEmpty();
        assertThat(sink.isClosed()).isFalse();
    }

    @Test
    void aStreamThatOneChannelRefusesReadsNone() {
        for (int i = 0; i < 5; i++) {
            channels.get(B).subscribe(new FakeSink());
        }
        assertThatThrownBy(() -> channels.subscribe(new FakeSink(), A, B))
                .isInstanceOf(SubscriptionRefusedException.class);
        assertThat(engine.status().subscriptions()).isEqualTo(5);
        assertThat(engine.status().permits())
                .as("of the node and of the channel, five each")
                .isEqualTo(10);
    }

    @Test
    void aSubscriptionTellsItsPlaceInAChannelByThatsName() {
        channels.get(A).subscribe(new FakeSink());
        Position position = channels.get(A).publish("1");
        await().untilAsserted(() -> assertThat(channels.subscriptions().list())
                .singleElement()
                .satisfies(info -> assertThat(info.position(A)).contains(position)));
        assertThat(channels.subscriptions().list().get(0).position(B)).isEmpty();
    }

    @Test
    void aFailingSinkIsToldOfOnceErrorFirst() {
        SseBroadcaster broadcaster = channels.get(ChannelName.of("c")).broadcaster();
        List<String> told = new CopyOnWriteArrayList<>();
        broadcaster.onError((sink, cause) -> told.add("error " + cause.getMessage()));
        broadcaster.onClose(sink -> told.add("close"));
        FakeSink sink = new FakeSink();
        broadcaster.register(sink);
        await().untilAsserted(() -> assertThat(channels.streams()).isEqualTo(1));
        sink.failure = new IOException("Broken pipe");
        broadcaster.broadcast(ServerSentEvent.of("1"));
        broadcaster.broadcast(ServerSentEvent.of("2"));
        await().untilAsserted(() -> assertThat(told).containsExactly("error Broken pipe", "close"));
        assertThat(channels.streams()).isZero();
        assertThat(channels.get(ChannelName.of("c")).publish("3").stamp()).isEqualTo(3);
    }

    @Test
    void tellsOfEachStreamOnceWithItsPositions() {
        EventChannel channel = channels.get(ChannelName.of("c"));
        FakeSink sink = new FakeSink();
        SseBroadcaster broadcaster = channel.broadcaster();
        broadcaster.register(sink);
        Position last = channel.publish("1");
        await().untilAsserted(() -> assertThat(sink.data()).hasSize(1));
        broadcaster.close();
        await().untilAsserted(() -> assertThat(announced).hasSize(2));
        SubscriptionOpened opened = (SubscriptionOpened) Objects.requireNonNull(announced.poll());
        SubscriptionClosed closed = (SubscriptionClosed) Objects.requireNonNull(announced.poll());
        assertThat(opened.subscription().id()).isEqualTo(closed.subscription().id());
        assertThat(closed.subscription().positions()).containsEntry("c", last);
        assertThat(opened.subscription().principal()).isEmpty();
        assertThat(opened.subscription().remoteAddress()).isEmpty();
    }

    @Test
    void aClosedSinkIsRefused() {
        FakeSink sink = new FakeSink();
        sink.close();
        EventChannel channel = channels.get(ChannelName.of("c"));
        assertThatThrownBy(() -> channel.subscribe(sink))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void nothingIsRegisteredAfterTheStop() {
        engine.drain().run();
        EventChannel channel = channels.get(ChannelName.of("c"));
        FakeSink sink = new FakeSink();
        assertThatThrownBy(() -> channel.subscribe(sink))
                .isInstanceOfSatisfying(SubscriptionRefusedException.class, refused -> {
                    assertThat(refused).hasMessageContaining("stopping");
                    assertThat(refused.reason()).isEqualTo(Reason.STOPPING);
                    assertThat(refused.retryAfter()).contains(Duration.ofSeconds(7));
                });
        policy = request -> true;
        assertThatThrownBy(() -> endpoint.subscribe(sink, "c"))
                .isInstanceOfSatisfying(ServiceUnavailableException.class, refused -> {
                    assertThat(body(refused)).contains("stopping");
                    assertThat(refused.getResponse().getHeaderString("Retry-After"))
                            .isEqualTo("7");
                });
    }

    @Test
    void aStreamTooManyOfAChannelIsRefusedUntilOneEnds() {
        EventChannel channel = channels.get(ChannelName.of("c"));
        SseBroadcaster broadcaster = channel.broadcaster();
        for (int i = 0; i < 5; i++) {
            broadcaster.register(new FakeSink());
        }
        assertThatThrownBy(() -> channel.subscribe(new FakeSink()))
                .isInstanceOfSatisfying(
                        SubscriptionRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.CHANNEL_LIMIT));
        channels.get(ChannelName.of("other")).subscribe(new FakeSink());
        broadcaster.close();
        FakeSink sink = new FakeSink();
        await().untilAsserted(() -> channel.subscribe(sink));
        channel.publish("1");
        await().untilAsserted(() -> assertThat(sink.data()).containsExactly("1"));
    }

    @Test
    void aSinkThatIsRegisteredTwiceCountsOnce() {
        EventChannel channel = channels.get(ChannelName.of("c"));
        FakeSink twice = new FakeSink();
        for (int i = 0; i < 10; i++) {
            channel.subscribe(twice);
        }
        for (int i = 0; i < 4; i++) {
            channel.subscribe(new FakeSink());
        }
        assertThatThrownBy(() -> channel.subscribe(new FakeSink()))
                .isInstanceOfSatisfying(
                        SubscriptionRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.CHANNEL_LIMIT));
    }

    @Test
    void aChannelTooManyIsRefusedAndTheOthersGoOn() {
        for (int i = 0; i < 400; i++) {
            channels.get(ChannelName.of("channel-" + i));
        }
        assertThatThrownBy(() -> channels.get(ChannelName.of("one-more")))
                .isInstanceOf(ChannelLimitException.class)
                .hasMessageContaining("400 channels");
        assertThatThrownBy(() -> channels.ofUser("one more")).isInstanceOf(ChannelLimitException.class);
        policy = making("one-more");
        assertThatThrownBy(() -> endpoint.subscribe(new FakeSink(), "one-more"))
                .isInstanceOfSatisfying(ServiceUnavailableException.class, refused -> {
                    assertThat(body(refused)).contains("400 channels");
                    assertThat(refused.getResponse().getHeaderString("Retry-After"))
                            .as("no channel is given back, so coming back does not help")
                            .isNull();
                });
        assertThat(channels.find(ChannelName.of("one-more"))).isEmpty();
        assertThat(channels.get(ChannelName.of("channel-0")).publish("1").stamp())
                .isEqualTo(1);
    }

    @Test
    void withoutAPolicyEveryNameFromOutsideIsRefused() {
        channels.get(ChannelName.of("c"));
        ForbiddenException refused =
                catchThrowableOfType(ForbiddenException.class, () -> endpoint.subscribe(new FakeSink(), "c"));
        assertThat(body(refused)).contains("\"status\":403").contains("no ChannelPolicy");
    }

    @Test
    void aPolicyDecidesBeforeAnyoneLooksWhetherTheChannelExists() {
        policy = request -> !request.channel().startsWith("secret");
        channels.get(ChannelName.of("secret"));
        channels.get(ChannelName.of("c"));
        ForbiddenException known =
                catchThrowableOfType(ForbiddenException.class, () -> endpoint.subscribe(new FakeSink(), "secret"));
        ForbiddenException unknown =
                catchThrowableOfType(ForbiddenException.class, () -> endpoint.subscribe(new FakeSink(), "secret2"));
        assertThat(body(unknown)).isEqualTo(body(known).replace("secret", "secret2"));
        NotFoundException missing =
                catchThrowableOfType(NotFoundException.class, () -> endpoint.subscribe(new FakeSink(), "\"new\""));
        assertThat(body(missing)).contains("\"status\":404").contains("\\\"new\\\"");
        assertThatThrownBy(() -> endpoint.subscribe(new FakeSink())).isInstanceOf(BadRequestException.class);
        assertThat(channels.names()).containsExactlyInAnyOrder(ChannelName.of("secret"), ChannelName.of("c"));
    }

    @Test
    void oneRefusedNameRefusesAll() {
        policy = request -> request.channel().equals("c");
        channels.get(ChannelName.of("c"));
        FakeSink sink = new FakeSink();
        assertThatThrownBy(() -> endpoint.subscribe(sink, "c", "d")).isInstanceOf(ForbiddenException.class);
        assertThat(sink.isClosed()).isFalse();
        endpoint.subscribe(sink, "c", "c");
        channels.get(ChannelName.of("c")).publish("1");
        await().untilAsserted(() -> assertThat(sink.data()).containsExactly("1"));
        assertThat(channels.streams()).isEqualTo(1);
    }

    @Test
    void anEventIsPublishedUnderANameOfThePublishersChoice() {
        FakeSink sink = new FakeSink();
        channels.get(ChannelName.of("c")).subscribe(sink);
        channels.get(ChannelName.of("c")).publish("shipped", "order 7");
        await().untilAsserted(() -> assertThat(sink.data()).containsExactly("order 7"));
        assertThat(sink.names()).containsExactly("shipped");
        assertThatThrownBy(() -> channels.get(ChannelName.of("c")).publish("rivulet:gap", "forged"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ChannelPolicy making(String name) {
        return new ChannelPolicy() {
            @Override
            public boolean allows(ChannelRequest request) {
                return true;
            }

            @Override
            public boolean mayCreate(ChannelRequest request) {
                return request.channel().equals(name);
            }
        };
    }

    private record Quote(@EventKey String symbol, int price) {}

    private List<CloseReason> reasons() {
        return announced.stream()
                .filter(SubscriptionClosed.class::isInstance)
                .map(event -> ((SubscriptionClosed) event).reason())
                .toList();
    }

    private static String body(WebApplicationException refused) {
        assertThat(refused.getResponse().getMediaType()).hasToString("application/problem+json");
        return (String) refused.getResponse().getEntity();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
