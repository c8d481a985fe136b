/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where readers start in a log that has dropped events 1 and 2 and holds 3, 4 and 5, of which 4 has an id of the application's. */
class StartTest {

    private final FakeTime time = new FakeTime();
    private final NodeOrder order = new NodeOrder("n");
    private final ChannelLog log = log();

    @BeforeEach
    void fill() {
        for (int i = 1; i <= 5; i++) {
            log.append(event("data: " + i + "\n", i == 4 ? "mine" : null));
        }
    }

    @Test
    void aNewReaderReadsOnlyWhatComes() {
        assertThat(log.start()).isEqualTo(new Start(5, 5, false));
        assertThat(log.read(5, 5)).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4, 5})
    void resumesBehindAnEventWhoseSuccessorsAreHeld(long stamp) {
        assertThat(log.startAfter("n-" + stamp)).isEqualTo(new Start(stamp, stamp, false));
    }

    @Test
    void resumesBehindAnIdOfTheApplication() {
        assertThat(log.startAfter("mine")).isEqualTo(new Start(4, 4, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n-0", "n-1"})
    void startsWithTheOldestAfterAGap(String id) {
        assertThat(log.startAfter(id)).isEqualTo(new Start(2, 2, true));
        assertThat(log.oldestPosition()).contains(order.position(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"n-6", "n-999999999999999999", "f-4", "f-0", "nonsense", "", "\n", "id: mine", "n-", "-4", "N-4"
            })
    void startsAtTheHeadWhereTheIdSaysNothingAboutThisLog(String id) {
        assertThat(log.startAfter(id)).isEqualTo(new Start(5, 5, true));
    }

    @Test
    void whatIsTooOldIsNotReplayed() {
        time.advance(Duration.ofMinutes(11));
        log.expire();
        assertThat(log.startAfter("n-4")).isEqualTo(new Start(5, 5, true));
        assertThat(log.startAfter("n-5")).isEqualTo(new Start(5, 5, false));
    }

    @Test
    void theNewestEventThatWasDroppedIsStillAPlaceToResumeFrom() {
        log.append(event("data: 6\n", "last"));
        time.advance(Duration.ofMinutes(11));
        log.expire();
        assertThat(log.oldestPosition()).isEmpty();
        assertThat(log.startAfter("last")).isEqualTo(new Start(6, 6, false));
        log.append(event("data: 7\n", null));
        assertThat(log.startAfter("last").afterGap()).isFalse();
        assertThat(log.startAfter("mine").afterGap()).isTrue();
    }

    @Test
    void anIdThatTwoEventsHaveMayHideWhatLiesBetweenThem() {
        log.append(event("data: 6\n", "mine"));
        assertThat(log.startAfter("mine")).isEqualTo(new Start(6, 6, true));
        log.append(event("data: 7\n", null));
        assertThat(log.oldest())
                .as("the older one is the newest that was dropped")
                .isEqualTo(5);
        assertThat(log.startAfter("mine").afterGap()).isTrue();
        log.append(event("data: 8\n", null));
        assertThat(log.startAfter("mine").afterGap()).isFalse();
    }

    /** A stamp of another channel's event is a place here too. */
    @Test
    void resumesAtAnyStampOfTheOrder() {
        ChannelLog other = log();
        other.append(event("data: a\n", null));
        log.append(event("data: 6\n", null));
        other.append(event("data: b\n", null));
        assertThat(other.startAfter("n-5")).isEqualTo(new Start(0, 5, false));
        assertThat(other.startAfter("n-6")).isEqualTo(new Start(1, 6, false));
        assertThat(other.startAfter("n-7")).isEqualTo(new Start(1, 7, false));
        assertThat(other.startAfter("n-8")).isEqualTo(new Start(2, 8, false));
        assertThat(log.startAfter("n-6")).isEqualTo(new Start(5, 6, false));
        assertThat(log.startAfter("n-7")).isEqualTo(new Start(6, 7, false));
        assertThat(log.startAfter("n-8")).isEqualTo(new Start(6, 8, false));
        assertThat(log.startAfter("n-3")).isEqualTo(new Start(3, 3, false));
        assertThat(log.startAfter("n-2")).isEqualTo(new Start(3, 3, true));
        assertThat(log.startAfter("n-9").afterGap()).as("the future").isTrue();
        assertThat(log.startAfter("m-6").afterGap()).as("another node").isTrue();
        assertThat(log.position()).isEqualTo(order.position(7));
        assertThat(other.position()).isEqualTo(order.position(8));
    }

    @Test
    void anApplicationsIdThatLooksLikeAPositionIsFound() {
        log.append(event("data: 6\n", "order-17"));
        assertThat(log.startAfter("order-17")).isEqualTo(new Start(6, 6, false));
    }

    /** What browsers were sent is what they send back: a lone surrogate has become U+FFFD. */
    @Test
    void anIdIsFoundByWhatWasWritten() {
        log.append(event("data: 6\n", "caf\u00e9 \ud83d"));
        assertThat(log.startAfter("caf\u00e9 \ufffd")).isEqualTo(new Start(6, 6, false));
    }

    private ChannelLog log() {
        return new SegmentedLog("A", order, new History(3, 1_000, Duration.ofMinutes(10)), time);
    }

    private static EncodedEvent event(String body, @Nullable String id) {
        return new EncodedEvent(body.getBytes(UTF_8), false, id);
    }
}
