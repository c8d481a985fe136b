/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.rivulet.server.ChannelEndedException;
import dev.rivulet.server.ChannelExistsException;
import dev.rivulet.server.ChannelLimitException;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.ChannelNotFoundException;
import dev.rivulet.server.FiniteChannel;
import dev.rivulet.server.Position;
import dev.rivulet.server.ServerSentEvent;
import dev.rivulet.server.SubscribeOptions;
import dev.rivulet.server.SubscriptionRefusedException;
import dev.rivulet.server.SubscriptionRefusedException.Reason;
import dev.rivulet.server.internal.engine.TestSettings;
import dev.rivulet.server.spi.ChannelPolicy;
import dev.rivulet.server.spi.ChannelRequest;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Channels that begin and end, as applications and their clients meet them. */
class FiniteChannelsTest {

    private static final Duration LINGER = Duration.ofMinutes(10);
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final ChannelName ANSWER = ChannelName.of("answer-7");
    private static final SubscribeOptions EXISTING =
            SubscribeOptions.builder().existing().build();

    private final StreamNode node = new StreamNode(new TestSettings()
            .life(LINGER, IDLE)
            .limits(100_000, 100_000, 100_000, 100_000, 200_000, 64, 64, Duration.ofSeconds(7))
            .begun(20, 30));
    private final NodeChannels channels = node.channels;
    private final NodeEndpoint endpoint = node.endpoint;
    private final FakeSession ann = new FakeSession(() -> "ann");

    @AfterEach
    void stop() {
        node.close();
        assertThat(node.faults).isEmpty();
    }

    // Begin and end.

    @Test
    void aLiveNameIsNotBegunAgainAndOneThatHasEndedIs() {
        FiniteChannel first = channels.begin(ANSWER);
        first.publish("one");
        assertThatThrownBy(() -> channels.begin(ANSWER))
                .isInstanceOf(ChannelExistsException.class)
                .hasMessage("Channel answer-7 cannot begin: it has begun already, and not ended");
        first.end();
        FiniteChannel second = channels.begin(ANSWER);
        assertThat(second.hasEnded()).isFalse();
        assertThat(first.hasEnded()).isTrue();
        assertThat(second).isNotEqualTo(first);
        assertThat(channels.findFinite(ANSWER)).contains(second);
        assertThatThrownBy(() -> first.publish("late")).isInstanceOf(ChannelEndedException.class);
        assertThat(second.counts().published()).isZero();
    }

    @Test
    void anOrdinaryChannelWithEventsIsNoFiniteOne() {
        channels.get(ANSWER).publish("1");
        assertThatThrownBy(() -> channels.begin(ANSWER))
                .isInstanceOf(ChannelExistsException.class)
                .hasMessageContaining("an ordinary channel of that name has events or readers");
        assertThat(channels.findFinite(ANSWER)).isEmpty();
        assertThat(channels.findFinite(ChannelName.of("none"))).isEmpty();
    }

    @Test
    void nothingIsPublishedAfterTheEndByAnyDoor() {
        FiniteChannel answer = channels.begin(ANSWER);
        answer.end();
        for (var door :
                List.of(answer, channels.get(ANSWER), channels.find(ANSWER).orElseThrow())) {
            assertThatThrownBy(() -> door.publish("late"))
                    .isInstanceOf(ChannelEndedException.class)
                    .hasMessage("Channel answer-7 has ended: it takes no event any more");
        }
        assertThatThrownBy(() -> answer.broadcaster().broadcast(ServerSentEvent.of("late")))
                .isInstanceOf(ChannelEndedException.class);
    }

    @Test
    void theFirstEndCountsAndEveryOtherSaysWhereItStands() {
        FiniteChannel answer = channels.begin(ANSWER);
        answer.publish("one");
        Position end = answer.fail("The model is overloaded.");
        assertThat(answer.end()).isEqualTo(end);
        assertThat(answer.fail("too late")).isEqualTo(end);
        channels.get(ChannelName.of("a")).publish("another");
        assertThat(answer.end()).isEqualTo(end);
        assertThat(node.engine.lifeCounts().failed()).isEqualTo(1);
        FakeSink sink = new FakeSink();
        answer.subscribe(sink);
        await().untilAsserted(() -> assertThat(sink.data())
                .containsExactly(
                        "one",
                        "{\"channel\":\"answer-7\",\"outcome\":\"failed\",\"reason\":\"The model is overloaded.\"}"));
        await().until(sink::isClosed);
    }

    @Test
    void whatIsToBeDoneWhenAbandonedIsDoneOnceAndTheChannelIsTheApplications() {
        FiniteChannel answer = channels.begin(ANSWER);
        AtomicBoolean cancelled = new AtomicBoolean();
        answer.whenAbandoned(Duration.ofSeconds(30), () -> cancelled.set(true));
        FakeSink sink = new FakeSink();
        answer.subscribe(sink);
        await().until(() -> answer.subscribers() == 1);
        channels.subscriptions().close(info -> true);
        await().until(() -> answer.subscribers() == 0);
        node.advance(Duration.ofSeconds(29));
        assertThat(cancelled).isFalse();
        node.advance(Duration.ofSeconds(2));
        await().untilTrue(cancelled);
        assertThat(answer.hasEnded()).isFalse();
    }

    @Test
    void anObserverThatNeverReturnsKeepsNoChannelAndNoStreamFromGoingOn() throws Exception {
        FiniteChannel answer = channels.begin(ANSWER);
        Thread[] stuck = new Thread[1];
        AtomicBoolean isStuck = new AtomicBoolean();
        answer.whenAbandoned(Duration.ZERO, () -> {
            stuck[0] = Thread.currentThread();
            isStuck.set(true);
            while (isStuck.get()) {
                Thread.onSpinWait();
            }
        });
        FakeSink gone = new FakeSink();
        answer.subscribe(gone);
        await().until(() -> answer.subscribers() == 1);
        channels.subscriptions().close(info -> true);
        await().until(() -> answer.subscribers() == 0);
        node.advance(Duration.ofSeconds(2));
        await().untilTrue(isStuck);

        assertThat(node.threads.get(0)).isNotSameAs(stuck[0]);
        FakeSink sink = new FakeSink();
        answer.subscribe(sink);
        answer.publish("one");
        answer.end();
        await().until(sink::isClosed);
        assertThat(sink.data()).hasSize(2);
        isStuck.set(false);
        stuck[0].join(30_000);
    }

    // After the end.

    @Test
    void aClientThatHasTheEndIsToldThatNothingComes() {
        FiniteChannel answer = channels.begin(ANSWER);
        Position first = answer.publish("one");
        Position end = answer.end();
        Position later = channels.get(ChannelName.of("a")).publish("another");
        for (Position has : List.of(end, later)) {
            assertNothingMore(() -> answer.subscribe(new FakeSink()), has, "GET");
            assertNothingMore(() -> answer.subscribe(new FakeSink()), has, "HEAD");
            assertNothingMore(() -> channels.subscribe(new FakeSink(), ANSWER), has, "GET");
            assertThat(status(() -> endpoint.subscribe(new FakeSink(), "answer-7"), has))
                    .isEqualTo(204);
        }
        FakeSink sink = new FakeSink();
        node.inRequest(ann.having(first.toString()).asking("GET"), () -> answer.subscribe(sink));
        await().until(sink::isClosed);
        assertThat(sink.data()).singleElement().asString().contains("\"outcome\":\"ended\"");
        node.assertNothingIsLeft("after the end");
    }

    @Test
    void ofSeveralChannelsAllHaveToHaveEnded() {
        FiniteChannel one = channels.begin(ChannelName.of("one"));
        FiniteChannel two = channels.begin(ChannelName.of("two"));
        Position end = one.end();
        List<ChannelName> both = List.of(one.name(), two.name());
        FakeSink sink = new FakeSink();
        node.inRequest(ann.having(end.toString()), () -> channels.subscribe(sink, both));
        Position last = two.end();
        await().until(sink::isClosed);
        assertNothingMore(() -> channels.subscribe(new FakeSink(), both), last, "GET");
        FakeSink third = new FakeSink();
        node.inRequest(ann.having(last.toString()), () -> channels.subscribe(third, one.name(), ChannelName.of("a")));
        await().untilAsserted(() -> assertThat(channels.streams()).isEqualTo(1));
    }

    @Test
    void aForgottenChannelIsNotThereButWhoHasItsEndIsStillTold() {
        FiniteChannel answer = channels.begin(ANSWER);
        Position before = answer.publish("one");
        Position end = answer.end();
        node.advance(LINGER.plusSeconds(1));
        await().until(() -> channels.findFinite(ANSWER).isEmpty());

        assertNothingMore(() -> channels.subscribe(new FakeSink(), ANSWER, EXISTING), end, "GET");
        assertNothingMore(() -> answer.subscribe(new FakeSink()), end, "GET");
        assertThat(status(() -> endpoint.subscribe(new FakeSink(), "answer-7"), end))
                .isEqualTo(204);

        ann.having(before.toString());
        assertThatThrownBy(() -> node.inRequest(ann, () -> channels.subscribe(new FakeSink(), ANSWER, EXISTING)))
                .isInstanceOf(ChannelNotFoundException.class)
                .hasMessageContaining("There is no channel answer-7");
        ann.asking("HEAD");
        assertThatThrownBy(() -> node.inRequest(ann, () -> channels.subscribe(new FakeSink(), ANSWER, EXISTING)))
                .isInstanceOf(ChannelNotFoundException.class);
        ann.asking("GET");
        assertThatThrownBy(() -> node.inRequest(ann, () -> answer.subscribe(new FakeSink())))
                .isInstanceOf(ChannelNotFoundException.class);
        assertThat(status(() -> endpoint.subscribe(new FakeSink(), "answer-7"), before))
                .isEqualTo(404);
        assertThat(channels.find(ANSWER)).as("nothing was made by asking").isEmpty();
    }

    @Test
    void thePolicyIsAskedBeforeAnythingIsTold() {
        channels.begin(ANSWER).end();
        node.policy = request -> false;
        assertThat(status(() -> endpoint.subscribe(new FakeSink(), "answer-7"), channels.position()))
                .isEqualTo(403);
    }

    @Test
    void whatAPolicyWouldHaveMadeIsNotMadeForAClientThatHasTheEnd() {
        Position end = channels.begin(ANSWER).end();
        node.advance(LINGER.plusSeconds(1));
        await().until(() -> channels.findFinite(ANSWER).isEmpty());
        node.policy = new Generous();
        assertThat(status(() -> endpoint.subscribe(new FakeSink(), "answer-7"), end))
                .isEqualTo(204);
        assertThat(channels.find(ANSWER)).isEmpty();
    }

    // Where readers start.

    @Test
    void readersStartAtTheFirstEventUnlessTheyAskForAnother() {
        FiniteChannel answer = channels.begin(ANSWER);
        answer.publish("one");
        Position second = answer.publish("two");
        assertThat(read(SubscribeOptions.usual(), null)).containsExactly("one", "two");
        assertThat(read(SubscribeOptions.builder().fromFirst().build(), null)).containsExactly("one", "two");
        assertThat(read(SubscribeOptions.builder().rewind(1).build(), null)).containsExactly("two");
        assertThat(read(SubscribeOptions.builder().rewind(1_000_000).build(), null))
                .containsExactly("one", "two");
        assertThat(read(SubscribeOptions.builder().fromNow().build(), null)).isEmpty();
        assertThat(read(SubscribeOptions.builder().fromFirst().build(), second.toString()))
                .as("who comes back goes on")
                .isEmpty();
        assertThat(read(SubscribeOptions.builder().after(second.at(0)).build(), second.toString()))
                .as("the application knows better")
                .containsExactly("one", "two");
    }

    @Test
    void thePolicySeesWhatIsAsked() {
        channels.begin(ANSWER).publish("one");
        List<ChannelRequest> seen = new ArrayList<>();
        node.policy = request -> seen.add(request) && request.rewind().orElse(0) <= 100;
        node.inRequest(
                ann,
                () -> endpoint.subscribe(
                        new FakeSink(),
                        List.of("answer-7"),
                        SubscribeOptions.builder().rewind(100).build()));
        assertThat(seen).singleElement().satisfies(request -> {
            assertThat(request.start()).isEqualTo(SubscribeOptions.Start.REWIND);
            assertThat(request.rewind()).hasValue(100);
        });
        assertThat(status(
                        () -> endpoint.subscribe(
                                new FakeSink(),
                                List.of("answer-7"),
                                SubscribeOptions.builder().rewind(101).build()),
                        channels.position().at(0)))
                .isEqualTo(403);
    }

    @Test
    void theIdOfAnotherFiniteChannelIsAPlaceInTheOrderOfAll() {
        FiniteChannel other = channels.begin(ChannelName.of("other"));
        Position before = other.publish("other's");
        FiniteChannel answer = channels.begin(ANSWER);
        answer.publish("one");
        Position between = other.publish("other's");
        answer.publish("two");
        assertThat(read(SubscribeOptions.usual(), before.toString())).containsExactly("one", "two");
        assertThat(read(SubscribeOptions.usual(), between.toString())).containsExactly("two");
    }

    @Test
    void anIdFromBeforeARestartIsAGapAndThenTheWhole() {
        FiniteChannel answer = channels.begin(ANSWER);
        answer.publish("one");
        answer.publish("two");
        assertThat(read(SubscribeOptions.usual(), "zzzzzzzz-3"))
                .hasSize(3)
                .endsWith("one", "two")
                .first()
                .asString()
                .contains("\"requested\":\"zzzzzzzz-3\"");
    }

    @Test
    void whatTheApplicationNotesIsShownAndFindsTheStreamAgain() {
        FiniteChannel answer = channels.begin(ANSWER);
        FakeSink mine = new FakeSink();
        FakeSink other = new FakeSink();
        answer.subscribe(
                mine, SubscribeOptions.builder().attribute("login", "l-1").build());
        answer.subscribe(
                other, SubscribeOptions.builder().attribute("login", "l-2").build());
        await().until(() -> answer.subscribers() == 2);
        assertThat(answer.subscriptions()
                        .close(info -> "l-1".equals(info.attributes().get("login"))))
                .isEqualTo(1);
        await().until(mine::isClosed);
        assertThat(other.isClosed()).isFalse();
    }

    // Names and limits.

    @Test
    void aNameOf3000CharactersIsRefused() {
        String name = "n".repeat(3_000);
        assertThatThrownBy(() -> channels.begin(ChannelName.of(name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nnn...\" is not 1 to 128 characters")
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(300));
        assertThatThrownBy(() -> node.inRequest(ann, () -> endpoint.subscribe(new FakeSink(), name)))
                .isInstanceOfSatisfying(
                        NotFoundException.class,
                        refused -> assertThat((String) refused.getResponse().getEntity())
                                .hasSizeLessThan(300)
                                .contains("nnn..."));
    }

    @Test
    void oneUserBeginsSoManyUntilSomeAreForgottenAndOthersTheirs() {
        node.inRequest(ann, () -> {
            for (int i = 0; i < 20; i++) {
                channels.begin(ChannelName.of("answer-" + i)).end();
            }
        });
        for (int i = 20; i < 10_000; i++) {
            ChannelName name = ChannelName.of("answer-" + i);
            ChannelLimitException refused = catchThrowableOfType(
                    ChannelLimitException.class, () -> node.inRequest(ann, () -> channels.begin(name)));
            assertThat(refused.reason()).isEqualTo(ChannelLimitException.Reason.PRINCIPAL_LIMIT);
            assertThat(refused).hasMessageContaining("rivulet.limit.finite-channels-per-principal");
        }
        channels.begin(ChannelName.of("by-the-application"));
        node.inRequest(new FakeSession(() -> "bob"), () -> channels.begin(ChannelName.of("by-bob")));
        node.advance(LINGER.plusSeconds(1));
        await().until(() -> channels.findFinite(ChannelName.of("answer-0")).isEmpty());
        await().until(() -> node.beginnings.size() == 1); // bob's
        node.inRequest(ann, () -> channels.begin(ChannelName.of("answer-0")));
    }

    @Test
    void aChannelThatGivesWayToAnotherOfItsNameCountsOnce() {
        node.inRequest(ann, () -> {
            for (int i = 0; i < 25; i++) {
                channels.begin(ANSWER).end();
            }
        });
        assertThat(node.beginnings.size()).isEqualTo(1);
    }

    @Test
    void oneUserBeginsSoManyWithinAMinute() {
        for (int i = 0; i < 30; i++) {
            node.inRequest(ann, () -> channels.begin(ANSWER).end());
        }
        ChannelLimitException refused = catchThrowableOfType(
                ChannelLimitException.class, () -> node.inRequest(ann, () -> channels.begin(ANSWER)));
        assertThat(refused.reason()).isEqualTo(ChannelLimitException.Reason.RATE_LIMIT);
        assertThat(refused).hasMessageContaining("rivulet.limit.begun-per-minute");
        assertThat(refused.retryAfter()).contains(Duration.ofMinutes(1));
        node.time.advance(Duration.ofMinutes(1));
        node.inRequest(ann, () -> channels.begin(ANSWER));
    }

    @Test
    void aHundredThousandNamesThatAreUsedOnceLeaveNothing() {
        for (int i = 0; i < 100_000; i++) {
            channels.get(ChannelName.of("used-" + i));
        }
        assertThat(channels.names()).hasSize(100_002);
        for (int i = 0; i < 1_000 && !channels.names().isEmpty(); i++) { // a round takes several steps of the sweep
            node.advance(IDLE);
        }
        assertThat(channels.names()).isEmpty();
        assertThat(channels.all()).isEmpty();
        assertThat(channels.find(ChannelName.of("used-7"))).isEmpty();
        assertThat(node.engine.channelCount()).isZero();
        assertThat(channels.get(ChannelName.of("used-7")).publish("again").stamp())
                .isEqualTo(1);
    }

    @Test
    void whatForgottenChannelsHaveCountedIsNotLost() {
        NodeReport report = new NodeReport(node.engine, node.meter, Set.of(), new Refusals(System::nanoTime, Set::of));
        assertThat(report.forgottenCounts()).isEmpty();
        FiniteChannel answer = channels.begin(ANSWER);
        answer.publish("one");
        assertThat(report.finiteChannels().live()).isEqualTo(1);
        answer.end();
        assertThat(report.finiteChannels().lingering()).isEqualTo(1);
        channels.begin(ANSWER).fail("again");
        node.advance(LINGER.plusSeconds(1));
        await().until(() -> channels.findFinite(ANSWER).isEmpty());
        assertThat(report.forgottenCounts().orElseThrow().published()).isEqualTo(3);
        assertThat(report.finiteChannels().begun()).isEqualTo(2);
        assertThat(report.finiteChannels().ended()).isEqualTo(1);
        assertThat(report.finiteChannels().failed()).isEqualTo(1);
        assertThat(report.finiteChannels().live()).isZero();
        assertThat(report.finiteChannels().lingering()).isZero();
        assertThat(report.historyBytes()).isZero();
    }

    @Test
    void whatAnInjectionPointNamesIsKeptAndTheSameForEveryone() {
        channels.keep(Set.of("prices"));
        assertThat(channels.get(ChannelName.of("prices"))).isSameAs(channels.get(ChannelName.of("prices")));
    }

    @Test
    void whatClientsHaveHadMadeIsGivenBackWhenItIsForgotten() {
        node.policy = new Generous();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < StreamNode.CHANNELS_PER_PRINCIPAL; i++) {
                String name = "talk-" + round + '-' + i;
                node.inRequest(ann, () -> endpoint.position(name));
            }
            assertThat(status(() -> endpoint.position("talk-more"), channels.position()))
                    .isEqualTo(429);
            node.advance(IDLE.plusSeconds(1));
            await().until(() -> channels.names().isEmpty());
        }
    }

    @Test
    void allIsWhatTheEngineKnowsUsersOwnAmongThem() {
        channels.begin(ANSWER);
        channels.ofUser("ann b").publish("hello");
        assertThat(channels.all())
                .extracting(channel -> channel.name().value())
                .containsExactlyInAnyOrder(
                        "a", "b", "answer-7", ChannelName.ofUser("ann b").value());
        assertThat(channels.names()).doesNotContain(ChannelName.ofUser("ann b")).hasSize(3);
    }

    // The query of the ready-made resource.

    @Test
    void theQuerySaysWhatIsAskedAndAProblemNamesWhatIsNot() {
        assertThat(asked("from=first"))
                .isEqualTo(SubscribeOptions.builder().fromFirst().build());
        assertThat(asked("from=now&heartbeats=visible&names=plain&other=x"))
                .isEqualTo(SubscribeOptions.builder()
                        .fromNow()
                        .visibleHeartbeats()
                        .namesAsTheyAre()
                        .build());
        assertThat(asked("rewind=20"))
                .isEqualTo(SubscribeOptions.builder().rewind(20).build());
        assertThat(asked("")).isEqualTo(SubscribeOptions.usual());
        assertBad("from=begin", "from=\\\"begin\\\" is not understood: the values are first, now.");
        assertBad("heartbeats=yes", "heartbeats=\\\"yes\\\" is not understood: the only value is visible.");
        assertBad("names=", "names=\\\"\\\" is not understood: the only value is plain.");
        for (String number : List.of("-1", "x", "", "1.5", "+1", "2147483648")) {
            assertBad("rewind=" + number, "a whole number from 0 to 2147483647");
        }
        assertBad("from=first&rewind=1", "a stream starts at one place");
        assertBad("rewind=1&rewind=2", "The parameter rewind is there 2 times: once is the most.");
    }

    private static SubscribeOptions asked(String query) {
        var parameters = new MultivaluedHashMap<String, String>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.add(parts[0], parts[1]);
        }
        return AskedOptions.of(parameters);
    }

    private static void assertBad(String query, String detail) {
        assertThatThrownBy(() -> asked(query))
                .as(query)
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        refused -> assertThat((String) refused.getResponse().getEntity())
                                .contains(detail));
    }

    private List<String> read(SubscribeOptions options, @Nullable String lastEventId) {
        FakeSink sink = new FakeSink();
        node.inRequest(ann.having(lastEventId), () -> channels.subscribe(sink, ANSWER, options));
        await().until(() -> channels.findFinite(ANSWER).orElseThrow().subscribers() == 1);
        node.settle();
        channels.subscriptions().close(info -> true);
        node.assertNothingIsLeft("after it was read");
        await().until(() -> channels.findFinite(ANSWER).orElseThrow().subscribers() == 0);
        return sink.data();
    }

    private int status(Runnable request, Position has) {
        return catchThrowableOfType(
                        WebApplicationException.class, () -> node.inRequest(ann.having(has.toString()), request))
                .getResponse()
                .getStatus();
    }

    private void assertNothingMore(Runnable resource, Position has, String method) {
        assertThatThrownBy(() -> node.inRequest(ann.having(has.toString()).asking(method), resource))
                .isInstanceOfSatisfying(
                        SubscriptionRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.NOTHING_MORE));
        ann.asking("GET");
    }

    /** Allows everything, and makes what is not there. */
    private static final class Generous implements ChannelPolicy {
        @Override
        public boolean allows(ChannelRequest request) {
            return true;
        }

        @Override
        public boolean mayCreate(ChannelRequest request) {
            return true;
        }
    }
}
