/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyedLogTest {

    private final FakeTime time = new FakeTime();
    private final NodeOrder order = new NodeOrder("n");

    /** Against a map: whoever starts anywhere reads what is newer than that and has not been replaced. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void agreesWithAMap(long seed) {
        Random random = new Random(seed);
        ChannelLog log = log(1_000, 1 << 20);
        Map<String, Integer> newest = new LinkedHashMap<>();
        for (int sequence = 1; sequence <= 2_000; sequence++) {
            String key = "key" + random.nextInt(30);
            log.append(event(key, Integer.toString(sequence), null));
            newest.remove(key);
            newest.put(key, sequence);
            int from = random.nextInt(sequence + 1);
            StringBuilder expected = new StringBuilder();
            newest.values().stream()
                    .filter(value -> value > from)
                    .forEach(value -> expected.append("data: " + value + "\nid: e-" + value + "\n\n"));
            assertThat(readFrom(log, from)).isEqualTo(expected.toString());
        }
        assertThat(log.oldest()).isEqualTo(newest.values().iterator().next().longValue());
        assertThat(log.hasDroppedAfter(0)).isFalse();
    }

    @Test
    void holdsNoMoreKeysThanItMayAndDropsTheOneThatChangedLongestAgo() {
        ChannelLog log = log(2, 1 << 20);
        log.append(event("a", "1", null));
        log.append(event("b", "2", null));
        log.append(event("a", "3", null));
        assertThat(log.hasDroppedAfter(0)).isFalse();
        log.append(event("c", "4", null));
        assertThat(log.oldest()).isEqualTo(3);
        assertThat(log.hasDroppedAfter(1)).isTrue();
        assertThat(log.hasDroppedAfter(2)).isFalse();
        assertThat(readFrom(log, 2)).contains("data: 3\n").contains("data: 4\n");
    }

    @Test
    void holdsNoMoreBytesThanItMayButTheNewestValue() {
        ChannelLog log = log(100, 50);
        log.append(event("a", "1", null));
        log.append(event("b", "x".repeat(200), null));
        assertThat(log.oldest()).isEqualTo(2);
        log.append(event("b", "2", null));
        log.append(event("a", "3", null));
        assertThat(log.oldest()).as("replaced bytes count no more").isEqualTo(3);
    }

    @Test
    void dropsWhatIsTooOld() {
        ChannelLog log = log(100, 1_000);
        log.append(event("a", "1", null));
        time.advance(Duration.ofMinutes(6));
        log.append(event("b", "2", null));
        time.advance(Duration.ofMinutes(6));
        log.expire();
        assertThat(log.oldest()).isEqualTo(2);
        time.advance(Duration.ofMinutes(6));
        log.expire();
        assertThat(log.oldestPosition()).isEmpty();
        assertThat(log.read(1)).isNull();
    }

    @Test
    void resumesAtIdsAndStampsWhoseEventsHaveBeenReplaced() {
        ChannelLog log = log(100, 1_000);
        log.append(event("a", "1", "first"));
        log.append(event("b", "2", "second"));
        log.append(event("a", "3", "third"));
        assertThat(Cursor.after(log, "e-1").position()).hasToString("e-1");
        assertThat(Cursor.after(log, "second").position()).hasToString("e-2");
        assertThat(Cursor.after(log, "first").startsAfterGap())
                .as("replaced, so unknown")
                .isTrue();
        assertThat(Cursor.after(log, "first").position())
                .as("all current values follow")
                .hasToString("e-0");
        assertThat(readFrom(log, Cursor.after(log, "n-1").position().sequence()))
                .contains("2\n")
                .contains("3\n");
        assertThat(readFrom(log, Cursor.after(log, "n-2").position().sequence()))
                .isEqualTo(readFrom(log, 2));
        assertThat(Cursor.atStart(log).position()).hasToString("e-0");
    }

    private ChannelLog log(int events, long bytes) {
        return new KeyedLog("e", order, new History(events, bytes, Duration.ofMinutes(10)), time);
    }

    private static EncodedEvent event(String key, String data, @Nullable String id) {
        return new EncodedEvent(("data: " + data + "\n").getBytes(UTF_8), false, id, key);
    }

    private static String readFrom(ChannelLog log, long sequence) {
        StringBuilder read = new StringBuilder();
        long at = sequence;
        for (@Nullable Batch batch = log.read(at); batch != null; batch = log.read(at)) {
            read.append(new String(batch.bytes(), batch.offset(), batch.length(), UTF_8));
            at = batch.last();
        }
        return read.toString();
    }
}
