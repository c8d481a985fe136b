/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.internal.engine.log.EndedException;
import dev.rivulet.server.internal.engine.log.From;
import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Channels that begin and end, on an engine that the test turns by hand. */
class FiniteChannelTest {

    private static final Duration LINGER = Duration.ofMinutes(10);
    private static final String ENDED = "{\"channel\":\"answer\",\"outcome\":\"ended\"}";

    private final TurnedEngine node = new TurnedEngine(new TestSettings()
            .life(LINGER, Duration.ofMinutes(10))
            .history(new History(100, 100_000, Duration.ofMinutes(1)))
            .channel("brief", new History(2, 100_000, Duration.ofMinutes(1)), SlowReaders.DISCONNECT)
            .compacted("progress"));
    private final Engine engine = node.engine;

    @Test
    void aReaderStartsAtTheFirstEventAndIsClosedAfterTheEnd() {
        EngineChannel answer = engine.begin("answer");
        node.publish("answer", "one");
        TurnedClient client = node.open(From.usual(), "answer");
        node.publish("answer", "two");
        assertThat(client.stream.isClosed()).isFalse();
        assertThat(answer.end()).isTrue();
        node.turn();
        assertThat(client.text()).isEqualTo("""
                        retry: 0
                        id: n-0

                        retry: 0
                        data: one
                        id: n-1

                        data: two
                        id: n-2

                        event: rivulet:end
                        data: {"channel":"answer","outcome":"ended"}
                        id: n-3

                        """);
        assertThat(client.stream.isClosed()).isTrue();
        assertThat(client.reason()).isEqualTo(CloseReason.COMPLETED);
    }

    @Test
    void whoAsksForNowGetsOnlyWhatComes() {
        engine.begin("answer");
        node.publish("answer", "one");
        TurnedClient client = node.open(From.now(), "answer");
        node.publish("answer", "two");
        assertThat(client.data()).containsExactly("two");
    }

    @Test
    void aFailureTellsItsReasonWhateverIsInIt() {
        EngineChannel answer = engine.begin("answer");
        TurnedClient client = node.open(From.usual(), "answer");
        assertThat(answer.fail("Overloaded:\n\"later\"\r\n\ndata: forged")).isTrue();
        node.turn();
        assertThat(client.data())
                .containsExactly(
                        "{\"channel\":\"answer\",\"outcome\":\"failed\",\"reason\":\"Overloaded:\\n\\\"later\\\"\\r\\n\\ndata: forged\"}");
        assertThat(client.reason()).isEqualTo(CloseReason.COMPLETED);
    }

    @Test
    void aLongReasonIsCut() {
        EngineChannel answer = engine.begin("answer");
        TurnedClient client = node.open(From.usual(), "answer");
        answer.fail("x".repeat(100_000));
        node.turn();
        assertThat(client.data())
                .singleElement()
                .satisfies(data -> assertThat(data).hasSizeBetween(1_000, 1_100).endsWith("x\"}"));
    }

    @Test
    void nothingIsPublishedAfterTheEndAndTheFirstOutcomeCounts() {
        EngineChannel answer = engine.begin("answer");
        assertThat(answer.end()).isTrue();
        assertThatThrownBy(() -> answer.publish(TurnedEngine.event("late")))
                .isInstanceOf(EndedException.class)
                .hasMessage("Channel answer has ended: it takes no event any more");
        assertThatThrownBy(() -> engine.channel("answer").publish(TurnedEngine.event("late")))
                .isInstanceOf(EndedException.class);
        assertThat(answer.end()).isFalse();
        assertThat(answer.fail("too late")).isFalse();
        assertThat(node.open(From.usual(), "answer").data()).containsExactly(ENDED);
        assertThat(engine.lifeCounts()).isEqualTo(new LifeCounts(1, 1, 0, 0, 0, 1));
    }

    @Test
    void onlyWhatWasBegunCanEnd() {
        EngineChannel news = engine.channel("news");
        assertThat(news.isFinite()).isFalse();
        assertThatThrownBy(news::end)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Channel news is not finite: only one that was begun can end");
        assertThatThrownBy(() -> news.fail("x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> news.whenAbandoned(LINGER, () -> {})).isInstanceOf(IllegalStateException.class);
        assertThat(node.publish("news", "goes on").stamp()).isEqualTo(1);
    }

    @Test
    void aLiveNameIsNotBegunAgain() {
        engine.begin("answer");
        assertThatThrownBy(() -> engine.begin("answer"))
                .isInstanceOf(BeginException.class)
                .hasMessage("Channel answer cannot begin: it has begun already, and not ended");
        node.publish("news", "one");
        assertThatThrownBy(() -> engine.begin("news"))
                .isInstanceOf(BeginException.class)
                .hasMessage("Channel news cannot begin: an ordinary channel of that name has events or readers");
        TurnedClient reader = node.open(From.usual(), "read");
        assertThatThrownBy(() -> engine.begin("read")).isInstanceOf(BeginException.class);
        reader.leave();
        engine.channel("named");
        assertThat(engine.begin("read").isFinite()).isTrue();
        assertThat(engine.begin("named").isFinite()).isTrue();
        assertThat(engine.channelCount()).isEqualTo(4);
    }

    @Test
    void anInjectedChannelIsNeverBegun() {
        TurnedEngine other = new TurnedEngine(new TestSettings(), "prices");
        assertThatThrownBy(() -> other.engine.begin("prices"))
                .isInstanceOf(BeginException.class)
                .hasMessageContaining("an injection point names it");
    }

    @Test
    void tooManyFiniteChannelsAreRefusedAsAnyOthers() {
        TurnedEngine small = new TurnedEngine(new TestSettings()
                .limits(10, 10, 10, 10, 2, 64, 64, Duration.ofSeconds(7))
                .life(LINGER, LINGER));
        EngineChannel first = small.engine.begin("one");
        small.engine.begin("two");
        assertThatThrownBy(() -> small.engine.begin("three")).isInstanceOf(RefusedException.class);
        first.end();
        assertThat(small.engine.begin("one").hasEnded()).as("takes its place").isFalse();
        assertThatThrownBy(() -> small.engine.begin("three")).isInstanceOf(RefusedException.class);
        assertThat(small.engine.channelCount()).isEqualTo(2);
    }

    @Test
    void lateReadersGetEverythingWhileItLingers() {
        EngineChannel answer = engine.begin("answer");
        node.publish("answer", "one");
        node.publish("answer", "two");
        node.advance(Duration.ofMinutes(30));
        answer.end();
        for (int i = 0; i < 9; i++) {
            node.advance(Duration.ofMinutes(1));
            TurnedClient late = node.open(From.usual(), "answer");
            assertThat(late.data()).containsExactly("one", "two", ENDED);
            assertThat(late.reason()).isEqualTo(CloseReason.COMPLETED);
        }
    }

    @Test
    void thenItIsForgotten() {
        EngineChannel answer = engine.begin("answer");
        node.publish("answer", "one");
        answer.end();
        node.advance(LINGER);
        assertThat(engine.find("answer")).isEmpty();
        assertThat(engine.channelCount()).isZero();
        assertThat(engine.historyBytes()).isZero();
        assertThatThrownBy(() -> answer.publish(TurnedEngine.event("late"))).isInstanceOf(EndedException.class);
        assertThat(answer.hasEnded()).isTrue();
        assertThat(engine.lifeCounts()).isEqualTo(new LifeCounts(1, 1, 0, 0, 1, 0));
    }

    @Test
    void aSlowReaderHoldsItUntilItHasEverything() {
        EngineChannel answer = engine.begin("answer");
        TurnedClient slow = node.open(From.usual(), "answer");
        slow.stream.block();
        node.publish("answer", "one");
        answer.end();
        node.advance(LINGER.multipliedBy(2));
        assertThat(engine.find("answer")).isPresent();
        assertThat(slow.stream.isClosed()).isFalse();
        slow.stream.unblock();
        node.turn();
        assertThat(slow.data()).containsExactly("one", ENDED);
        assertThat(slow.reason()).isEqualTo(CloseReason.COMPLETED);
        node.advance(Duration.ofSeconds(1));
        assertThat(engine.find("answer")).isEmpty();
    }

    @Test
    void aReaderThatHasTheEndIsToldThatThereIsNothingMore() {
        EngineChannel answer = engine.begin("answer");
        TurnedClient client = node.open(From.usual(), "answer");
        node.publish("answer", "one");
        String before = client.lastEventId();
        assertThat(engine.hasNothingFor(List.of("answer"), before)).isFalse();
        answer.end();
        node.turn();
        String end = client.lastEventId();
        assertThat(engine.hasNothingFor(List.of("answer"), end)).isTrue();
        assertThat(engine.hasNothingFor(List.of("answer"), before)).isFalse();
        String later = node.publish("other", "x").toString();
        assertThat(engine.hasNothingFor(List.of("answer"), later))
                .as("a later id")
                .isTrue();
        assertThat(engine.hasNothingFor(List.of("answer"), "n-999"))
                .as("the future")
                .isFalse();
        assertThat(engine.hasNothingFor(List.of("answer"), "m-3"))
                .as("another run")
                .isFalse();
        assertThat(engine.hasNothingFor(List.of("answer"), "nonsense")).isFalse();
        node.advance(LINGER);
        assertThat(engine.find("answer")).isEmpty();
        assertThat(engine.hasNothingFor(List.of("answer"), end)).as("forgotten").isTrue();
        assertThat(engine.hasNothingFor(List.of("answer"), before)).isFalse();
        assertThat(engine.hasNothingFor(List.of("never"), end)).isFalse();
    }

    @Test
    void ofSeveralChannelsAllMustHaveEnded() {
        EngineChannel one = engine.begin("one");
        EngineChannel two = engine.begin("two");
        TurnedClient client = node.open(From.usual(), "one", "two");
        node.publish("two", "2");
        one.end();
        node.turn();
        String first = client.lastEventId();
        assertThat(client.stream.isClosed()).isFalse();
        assertThat(engine.hasNothingFor(List.of("one", "two"), first)).isFalse();
        assertThat(engine.hasNothingFor(List.of("one"), first)).isTrue();
        two.end();
        node.turn();
        assertThat(client.reason()).isEqualTo(CloseReason.COMPLETED);
        assertThat(client.data())
                .containsExactly(
                        "2",
                        "{\"channel\":\"one\",\"outcome\":\"ended\"}",
                        "{\"channel\":\"two\",\"outcome\":\"ended\"}");
        assertThat(engine.hasNothingFor(List.of("one", "two"), client.lastEventId()))
                .isTrue();
        assertThat(engine.hasNothingFor(List.of("one", "two", "news"), client.lastEventId()))
                .isFalse();
    }

    @Test
    void aStreamWithAnOrdinaryChannelGoesOn() {
        EngineChannel answer = engine.begin("answer");
        TurnedClient client = node.open(From.usual(), "answer", "news");
        answer.end();
        node.turn();
        node.publish("news", "on");
        assertThat(client.data()).containsExactly(ENDED, "on");
        assertThat(client.stream.isClosed()).isFalse();
    }

    @Test
    void anEndedStreamTakesOneMoreChannelBeforeItCloses() {
        EngineChannel answer = engine.begin("answer");
        TurnedClient client = node.open(From.usual(), "answer");
        client.stream.block();
        answer.end();
        node.turn();
        client.add("news");
        client.stream.unblock();
        node.turn();
        node.publish("news", "on");
        assertThat(client.data()).contains(ENDED, "on");
        assertThat(client.stream.isClosed()).isFalse();
    }

    @Test
    void whoResumesInTheMiddleGetsTheRestOnce() {
        EngineChannel answer = engine.begin("answer");
        String id = node.publish("answer", "one").toString();
        node.publish("answer", "two");
        answer.end();
        assertThat(node.open(From.after(id), "answer").data()).containsExactly("two", ENDED);
    }

    @Test
    void anIdThatSaysNothingGetsTheWholeAfterAGap() {
        EngineChannel answer = engine.begin("answer");
        node.publish("answer", "one");
        answer.end();
        assertThat(node.open(From.after("elsewhere-17"), "answer").data())
                .containsExactly(
                        "{\"channel\":\"answer\",\"requested\":\"elsewhere-17\",\"oldest\":\"n-1\"}", "one", ENDED);
    }

    @Test
    void whatTheLogCouldNotKeepIsToldToEveryReader() {
        EngineChannel brief = engine.begin("brief");
        for (int i = 1; i <= 5; i++) {
            node.publish("brief", "event " + i);
        }
        brief.end();
        TurnedClient late = node.open(From.usual(), "brief");
        assertThat(late.data())
                .containsExactly(
                        "{\"channel\":\"brief\",\"requested\":\"\",\"oldest\":\"n-5\"}",
                        "event 5",
                        "{\"channel\":\"brief\",\"outcome\":\"ended\"}");
        assertThat(late.reason()).isEqualTo(CloseReason.COMPLETED);
    }

    @Test
    void aKeyedChannelEndsWithTheCurrentValues() {
        EngineChannel progress = engine.begin("progress");
        for (int i = 0; i <= 100; i += 10) {
            node.publish("progress", i + " %"); // all with the same key
        }
        progress.end();
        assertThat(node.open(From.usual(), "progress").data())
                .containsExactly("100 %", "{\"channel\":\"progress\",\"outcome\":\"ended\"}");
    }

    @Test
    void oneThatHasEndedGivesWayToTheNextOfItsName() {
        EngineChannel first = engine.begin("answer");
        TurnedClient reader = node.open(From.usual(), "answer");
        reader.stream.block();
        node.publish("answer", "old");
        String inTheOld = node.publish("answer", "older").toString();
        first.end();
        EngineChannel second = engine.begin("answer");
        node.publish("answer", "new");
        assertThat(node.open(From.usual(), "answer").data()).containsExactly("new");
        assertThatThrownBy(() -> first.publish(TurnedEngine.event("late"))).isInstanceOf(EndedException.class);
        assertThat(first.end()).isFalse();
        assertThat(second.hasEnded()).isFalse();

        reader.stream.unblock();
        node.turn();
        assertThat(reader.data()).as("its readers get all of it").containsExactly("old", "older", ENDED);
        assertThat(node.open(From.after(inTheOld), "answer").data())
                .as("whoever was in the middle is told")
                .containsExactly(
                        "{\"channel\":\"answer\",\"requested\":\"" + inTheOld + "\",\"oldest\":\"n-5\"}", "new");
        assertThat(node.open(From.after(reader.lastEventId()), "answer").data())
                .as("whoever had the end gets the new one")
                .containsExactly("new");
        assertThat(engine.hasNothingFor(List.of("answer"), reader.lastEventId()))
                .isFalse();
    }

    @Test
    void begunAgainAfterItWasForgottenItIsNeverResumedFromTheOldOne() {
        EngineChannel first = engine.begin("answer");
        String old = node.publish("answer", "old").toString();
        node.publish("answer", "old too");
        first.end();
        node.advance(LINGER);
        engine.begin("answer");
        node.publish("answer", "new 1");
        node.publish("answer", "new 2");
        assertThat(node.open(From.after(old), "answer").data())
                .containsExactly(
                        "{\"channel\":\"answer\",\"requested\":\"" + old + "\",\"oldest\":\"n-4\"}", "new 1", "new 2");
        assertThat(node.open(From.after("n-3"), "answer").data()).containsExactly("new 1", "new 2");
    }
}
