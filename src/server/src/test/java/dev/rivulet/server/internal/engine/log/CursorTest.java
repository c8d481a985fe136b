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

/** A log that has dropped events 1 and 2 and holds 3, 4 and 5, of which 4 has an id of the application's. */
class CursorTest {

    private final FakeTime time = new FakeTime();
    private final NodeOrder order = new NodeOrder("n");
    private final ChannelLog log = new SegmentedLog("e", order, new History(3, 1_000, Duration.ofMinutes(10)), time);

    @BeforeEach
    void fill() {
        for (int i = 1; i <= 5; i++) {
            log.append(new EncodedEvent(("data: " + i + "\n").getBytes(UTF_8), false, i == 4 ? "mine" : null));
        }
    }

    @Test
    void atTheHeadItReadsOnlyWhatComes() {
        Cursor cursor = Cursor.atStart(log);
        assertThat(cursor.next()).isNull();
        assertThat(cursor.position()).hasToString("e-5");
        assertThat(cursor.startsAfterGap()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"e-2", "e-3", "e-4", "e-5"})
    void resumesBehindAnEventWhoseSuccessorsAreHeld(String id) {
        Cursor cursor = Cursor.after(log, id);
        assertThat(cursor.startsAfterGap()).isFalse();
        assertThat(cursor.position()).hasToString(id);
    }

    @Test
    void resumesBehindAnIdOfTheApplication() {
        Cursor cursor = Cursor.after(log, "mine");
        assertThat(cursor.startsAfterGap()).isFalse();
        assertThat(cursor.position()).hasToString("e-4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"e-0", "e-1"})
    void startsWithTheOldestAfterAGap(String id) {
        Cursor cursor = Cursor.after(log, id);
        assertThat(cursor.startsAfterGap()).isTrue();
        assertThat(cursor.position()).hasToString("e-2");
        assertThat(cursor.oldest()).map(Object::toString).contains("e-3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"e-6", "e-999999999999999999", "f-4", "f-0", "nonsense", "\n", "id: mine", "e-", "-4", "E-4"})
    void startsAtTheHeadWhereTheIdSaysNothingAboutThisLog(String id) {
        Cursor cursor = Cursor.after(log, id);
        assertThat(cursor.startsAfterGap()).isTrue();
        assertThat(cursor.position()).hasToString("e-5");
    }

    @Test
    void whatIsTooOldIsNotReplayed() {
        time.advance(Duration.ofMinutes(11));
        Cursor cursor = Cursor.after(log, "e-4");
        assertThat(cursor.startsAfterGap()).isTrue();
        assertThat(cursor.position()).hasToString("e-5");
        assertThat(Cursor.after(log, "e-5").startsAfterGap()).isFalse();
    }

    @Test
    void knowsWhenTheLogHasMovedPastIt() {
        Cursor cursor = Cursor.after(log, "e-2");
        assertThat(cursor.hasFallenBehind()).isFalse();
        log.append(new EncodedEvent("data: 6\n".getBytes(UTF_8), false, null));
        assertThat(cursor.hasFallenBehind()).isTrue();
        assertThat(Cursor.atStart(log).hasFallenBehind()).isFalse();
    }

    @Test
    void theNewestEventThatWasDroppedIsStillAPlaceToResumeFrom() {
        log.append(event("data: 6\n", "last"));
        time.advance(Duration.ofMinutes(11));
        Cursor cursor = Cursor.after(log, "last");
        assertThat(log.oldestPosition()).isEmpty();
        assertThat(cursor.startsAfterGap()).isFalse();
        assertThat(cursor.position()).hasToString("e-6");
        log.append(event("data: 7\n", null));
        assertThat(Cursor.after(log, "last").startsAfterGap()).isFalse();
        assertThat(Cursor.after(log, "mine").startsAfterGap()).isTrue();
    }

    @Test
    void anIdThatTwoEventsHaveMayHideWhatLiesBetweenThem() {
        log.append(event("data: 6\n", "mine"));
        Cursor cursor = Cursor.after(log, "mine");
        assertThat(cursor.startsAfterGap()).isTrue();
        assertThat(cursor.position()).hasToString("e-6");
        log.append(event("data: 7\n", null));
        assertThat(log.oldest())
                .as("the older one is the newest that was dropped")
                .isEqualTo(5);
        assertThat(Cursor.after(log, "mine").startsAfterGap()).isTrue();
        log.append(event("data: 8\n", null));
        assertThat(Cursor.after(log, "mine").startsAfterGap()).isFalse();
    }

    @Test
    void resumesAtAStampOfTheNodesOrder() {
        ChannelLog other = new SegmentedLog("o", order, new History(3, 1_000, Duration.ofMinutes(10)), time);
        other.append(event("data: a\n", null));
        log.append(event("data: 6\n", null));
        other.append(event("data: b\n", null));
        assertThat(Cursor.after(other, "n-5").position()).hasToString("o-0");
        assertThat(Cursor.after(other, "n-6").position()).hasToString("o-1");
        assertThat(Cursor.after(other, "n-7").position()).hasToString("o-1");
        assertThat(Cursor.after(other, "n-8").position()).hasToString("o-2");
        assertThat(Cursor.after(log, "n-6").position()).hasToString("e-5");
        assertThat(Cursor.after(log, "n-7").position()).hasToString("e-6");
        assertThat(Cursor.after(log, "n-3").position()).hasToString("e-3");
        assertThat(Cursor.after(log, "n-3").startsAfterGap()).isFalse();
        assertThat(Cursor.after(log, "n-2").startsAfterGap()).isTrue();
        assertThat(Cursor.after(log, "n-9").startsAfterGap()).as("the future").isTrue();
        assertThat(Cursor.after(log, "m-6").startsAfterGap()).as("another node").isTrue();
    }

    private static EncodedEvent event(String body, @Nullable String id) {
        return new EncodedEvent(body.getBytes(UTF_8), false, id);
    }
}
