/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.server.internal.engine.delivery.StreamForm;
import dev.rivulet.server.internal.engine.delivery.Subscription;
import dev.rivulet.server.internal.engine.log.From;
import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Channels to which nothing happens, on an engine that the test turns by hand. */
class ForgettingTest {

    private static final Duration AGE = Duration.ofMinutes(5);
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final TurnedEngine node = new TurnedEngine(
            new TestSettings()
                    .limits(10, 10, 10, 10, 3, 64, 64, Duration.ofSeconds(7))
                    .life(IDLE, IDLE)
                    .history(new History(100, 100_000, AGE))
                    .channel("state", new History(100, 100_000, Duration.ofDays(1)), SlowReaders.SKIP)
                    .compacted("state"),
            "kept");
    private final Engine engine = node.engine;

    @Test
    void aChannelIsForgottenWhenNothingHappensToIt() {
        node.publish("room", "one");
        node.advance(IDLE.minus(TICK));
        assertThat(engine.names()).containsExactly("room");
        node.advance(TICK);
        assertThat(engine.names()).isEmpty();
        assertThat(engine.find("room")).isEmpty();
        assertThat(engine.channelCount()).isZero();
        assertThat(engine.lifeCounts().forgotten()).isEqualTo(1);
        assertThat(node.lastForgotten).isEqualTo("room");
    }

    @Test
    void oneThatWasNeverUsedIsForgottenToo() {
        engine.channel("room");
        node.advance(IDLE);
        assertThat(engine.names()).isEmpty();
    }

    @Test
    void aForgottenOneMakesRoomForAnother() {
        List.of("one", "two", "three").forEach(engine::channel);
        assertThatThrownBy(() -> engine.channel("four")).isInstanceOf(RefusedException.class);
        node.advance(IDLE);
        assertThat(engine.channel("four").name()).isEqualTo("four");
        assertThat(engine.channelCount()).isEqualTo(1);
    }

    @Test
    void aReaderHoldsItAndTheTimeBeginsWhenItLeaves() {
        node.publish("room", "one");
        TurnedClient client = node.open(From.usual(), "room");
        node.advance(IDLE.multipliedBy(3));
        assertThat(engine.names()).containsExactly("room");
        client.leave();
        node.advance(IDLE.minus(TICK));
        assertThat(engine.names()).as("its client may come back").containsExactly("room");
        node.advance(TICK);
        assertThat(engine.names()).isEmpty();
    }

    @Test
    void aClientThatIsBeingAdmittedHoldsItToo() {
        Subscription admitted = engine.open(
                TurnedEngine.CLIENT,
                List.of(engine.channel("room")),
                From.usual(),
                StreamForm.PLAIN,
                new TurnedClient(node));
        node.advance(IDLE.multipliedBy(3));
        assertThat(engine.names()).containsExactly("room");
        admitted.close();
        node.turn();
        node.advance(IDLE);
        assertThat(engine.names()).isEmpty();
    }

    @Test
    void whatIsHeldInTheLogHoldsIt() {
        node.publish("state", "current");
        node.advance(IDLE.multipliedBy(100));
        assertThat(engine.names()).containsExactly("state");
        assertThat(node.open(From.usual(), "state").data()).containsExactly("current");
    }

    @Test
    void anInjectedChannelIsKept() {
        node.publish("kept", "one");
        node.advance(IDLE.multipliedBy(3));
        assertThat(engine.names()).containsExactly("kept");
        assertThat(engine.find("kept").orElseThrow().counts().published()).isEqualTo(1);
    }

    @Test
    void restsInBetweenWithoutLosingItsPlaceOrItsCounts() {
        EngineChannel room = engine.channel("room");
        TurnedClient client = node.open(From.usual(), "room");
        node.publish("room", "one");
        client.leave();
        String id = client.lastEventId();
        node.publish("room", "two");
        node.advance(AGE.plus(TICK));
        assertThat(room.counts().published()).isEqualTo(2);
        assertThat(room.counts().evicted()).isEqualTo(2);
        assertThat(room.counts().delivered()).isEqualTo(1);
        assertThat(room.position()).hasToString("n-2");
        assertThat(room.subscribers()).isZero();
        assertThat(room.lag()).isZero();
        assertThat(node.open(From.after("n-2"), "room").data()).isEmpty();
        assertThat(node.open(From.after(id), "room").data())
                .containsExactly("{\"channel\":\"room\",\"requested\":\"n-1\",\"oldest\":null}");
        assertThat(node.publish("room", "three")).hasToString("n-3");
        assertThat(room.counts().published()).isEqualTo(3);
        assertThat(room.counts().gaps()).isEqualTo(1);
        assertThat(engine.lifeCounts().forgotten()).isZero();
    }

    @Test
    void restsWithItsEventsAndGoesOnWithThem() {
        String first = node.publish("room", "one").toString();
        node.publish("room", "two");
        long held = engine.historyBytes();
        node.advance(Duration.ofSeconds(6));
        assertThat(engine.known().find("room")).isInstanceOf(QuietChannel.class);
        assertThat(engine.historyBytes()).isEqualTo(held).isPositive();
        assertThat(engine.channel("room").counts().published()).isEqualTo(2);
        assertThat(engine.channel("room").position()).hasToString("n-2");
        assertThatThrownBy(() -> engine.begin("room")).isInstanceOf(BeginException.class);
        assertThat(node.open(From.after(first), "room").data()).containsExactly("two");
        node.publish("room", "three");
        assertThat(node.open(From.first(), "room").data()).containsExactly("one", "two", "three");
        assertThat(node.open(From.rewind(2), "room").data()).containsExactly("two", "three");
    }

    @Test
    void eventsGrowOldWhileTheirChannelRests() {
        node.publish("room", "one");
        node.advance(AGE.dividedBy(2));
        node.publish("room", "two");
        node.advance(Duration.ofSeconds(6));
        assertThat(engine.known().find("room")).isInstanceOf(QuietChannel.class);
        node.advance(AGE.dividedBy(2));
        assertThat(engine.known().find("room")).as("rests again").isInstanceOf(QuietChannel.class);
        assertThat(engine.channel("room").counts().evicted()).isEqualTo(1);
        assertThat(node.open(From.first(), "room").data()).containsExactly("two");
    }

    @Test
    void theNodesBoundHoldsForWhatRestsToo() {
        TurnedEngine full = new TurnedEngine(
                new TestSettings().historyTotal(1 << 20).history(new History(1_000, 1 << 20, Duration.ofHours(1))));
        for (int i = 0; i < 20; i++) {
            for (int k = 0; k < 200; k++) {
                full.publish("room-" + i, "x".repeat(100));
            }
            full.advance(Duration.ofSeconds(6));
            assertThat(full.engine.known().find("room-" + i)).isInstanceOf(QuietChannel.class);
        }
        for (int k = 0; k < 100; k++) {
            full.publish("busy", "x".repeat(9_000));
            assertThat(full.engine.historyBytes()).isLessThanOrEqualTo(1 << 20);
        }
        assertThat(full.engine.channel("room-0").counts().published()).isEqualTo(200);
        assertThat(full.engine.channel("busy").counts().evicted()).isPositive();
        assertThat(full.open(From.rewind(1), "room-0").data()).containsExactly("x".repeat(100));
    }

    @Test
    void countsOfWhatIsRareOutlastTheRestToo() {
        EngineChannel room = engine.channel("room");
        node.publish("room", "one");
        node.open(From.after("nonsense"), "room").leave();
        node.advance(AGE.plus(TICK));
        node.advance(TICK);
        assertThat(engine.known().find("room")).isInstanceOf(QuietChannel.class);
        assertThat(room.counts().gaps()).isEqualTo(1);
    }

    @Test
    void aChannelThatSomeoneStillHasComesBackWhenItIsPublishedTo() {
        EngineChannel room = engine.channel("room");
        room.publish(TurnedEngine.event("one"));
        node.advance(IDLE);
        assertThat(engine.names()).isEmpty();
        assertThat(room.counts().published()).isZero();
        room.publish(TurnedEngine.event("two"));
        assertThat(engine.names()).containsExactly("room");
        TurnedClient client = node.open(From.first(), "room");
        assertThat(client.data()).containsExactly("two");
        node.publish("room", "three");
        room.publish(TurnedEngine.event("four"));
        node.turn();
        assertThat(client.data()).as("by either way").containsExactly("two", "three", "four");
    }

    @Test
    void aHolderOfAnOldChannelMeetsTheFiniteOneThatHasItsNameNow() {
        EngineChannel room = engine.channel("room");
        room.publish(TurnedEngine.event("one"));
        node.advance(IDLE);
        EngineChannel begun = engine.begin("room");
        room.publish(TurnedEngine.event("two"));
        assertThat(room.isFinite()).isTrue();
        assertThat(room.end()).isTrue();
        assertThat(begun.hasEnded()).isTrue();
    }

    @Test
    void whoHasTheNewestIdOfAllThatIsForgottenIsToldNothing() {
        node.publish("room", "one");
        String newest = node.publish("other", "two").toString();
        node.advance(IDLE);
        assertThat(engine.names()).isEmpty();
        assertThat(node.open(From.after(newest), "room").data()).isEmpty();
        assertThat(node.open(From.after(newest), "never").data()).isEmpty();
    }

    @Test
    void whoHasAnOlderOneMayHaveMissedSomethingAndIsToldSo() {
        String first = node.publish("room", "one").toString();
        node.publish("room", "missed");
        node.advance(IDLE);
        node.publish("room", "three");
        assertThat(node.open(From.after(first), "room").data())
                .containsExactly("{\"channel\":\"room\",\"requested\":\"n-1\",\"oldest\":\"n-3\"}", "three");
        assertThat(node.open(From.after("n-2"), "room").data()).containsExactly("three");
    }

    @Test
    void anOldEventOfAnotherForgottenChannelIsNoReasonForAGapInOneThatIsKnown() {
        String id = node.publish("room", "one").toString();
        node.publish("other", "two");
        TurnedClient holds = node.open(From.now(), "room");
        node.advance(IDLE);
        node.advance(TICK);
        assertThat(engine.names()).containsExactly("room");
        node.publish("room", "three");
        assertThat(node.open(From.after(id), "room").data()).containsExactly("three");
        holds.leave();
    }

    @Test
    void oneThatWasNeverPublishedToLeavesNothingToBeToldOf() {
        String id = node.publish("kept", "one").toString();
        node.publish("kept", "two");
        engine.channel("room");
        node.advance(IDLE);
        assertThat(engine.names()).containsExactly("kept");
        assertThat(node.open(From.after(id), "room").data()).isEmpty();
    }

    @Test
    void aSweepOfManyChannelsGoesOnWhereItStopped() {
        TurnedEngine many = new TurnedEngine(new TestSettings()
                .limits(10, 10, 10, 10, 100_000, 64, 64, Duration.ofSeconds(7))
                .life(IDLE, IDLE));
        for (int i = 0; i < 50_000; i++) {
            many.engine.channel("channel-" + i);
        }
        many.advance(IDLE);
        assertThat(many.engine.channelCount()).isEqualTo(30_000);
        many.advance(TICK);
        many.advance(TICK);
        many.advance(TICK);
        assertThat(many.engine.channelCount()).isZero();
    }
}
