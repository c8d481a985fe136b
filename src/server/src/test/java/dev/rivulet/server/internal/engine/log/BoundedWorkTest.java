/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How much is done at once, whatever a log holds and whatever a stranger asks for; counted, not timed. */
class BoundedWorkTest {

    private static final int MANY = 60_000;
    private static final History HISTORY = new History(MANY, Long.MAX_VALUE, Duration.ofMinutes(10));

    private final FakeTime time = new FakeTime();
    private final NodeOrder order = new NodeOrder("n");
    private int steps;

    @Test
    void allEventsExpireInFewStepsUnderTheLock() {
        ChannelLog log = new SegmentedLog("A", order, HISTORY, time) {
            @Override
            boolean mustGo(Segment segment, int from, int index, long now) {
                steps++;
                return super.mustGo(segment, from, index, now);
            }
        };
        fill(log, false);
        time.advance(Duration.ofMinutes(11));
        steps = 0;
        log.expire();
        assertThat(log.evicted()).isEqualTo(MANY);
        assertThat(log.oldestPosition()).isEmpty();
        assertThat(steps).isLessThan(MANY / 100);
    }

    @Test
    void halfOfTheEventsExpireInFewStepsUnderTheLock() {
        ChannelLog log = new SegmentedLog("A", order, HISTORY, time) {
            @Override
            boolean mustGo(Segment segment, int from, int index, long now) {
                steps++;
                return super.mustGo(segment, from, index, now);
            }
        };
        for (int i = 0; i < MANY; i++) {
            if (i == MANY / 2) {
                time.advance(Duration.ofMinutes(6));
            }
            log.append(event(i, false));
        }
        time.advance(Duration.ofMinutes(6));
        steps = 0;
        log.expire();
        assertThat(log.evicted()).isEqualTo(MANY / 2);
        assertThat(steps).isLessThan(MANY / 50);
    }

    /** The log reads its clock once each time it takes the lock. */
    @Test
    void aCompactedLogDropsAThousandValuesUnderTheLockAndTheRestAnotherTime() {
        List<Long> evicted = new ArrayList<>();
        ChannelLog[] logs = new ChannelLog[1];
        logs[0] = new CompactedLog("A", order, HISTORY, () -> {
            evicted.add(logs[0].evicted());
            return time.getAsLong();
        });
        ChannelLog log = logs[0];
        fill(log, false);
        time.advance(Duration.ofMinutes(11));
        evicted.clear();
        int calls = 0;
        while (log.oldest() <= log.head()) {
            int before = evicted.size();
            log.expire();
            assertThat(evicted.size() - before).isLessThanOrEqualTo(16);
            calls++;
        }
        evicted.add(log.evicted());
        assertThat(calls).isGreaterThan(1);
        assertThat(log.evicted()).isEqualTo(MANY);
        for (int i = 1; i < evicted.size(); i++) {
            assertThat(evicted.get(i) - evicted.get(i - 1)).isLessThanOrEqualTo(1_000);
        }
    }

    @Test
    void appendingDropsFasterThanItAdds() {
        ChannelLog log = new CompactedLog("A", order, HISTORY, time);
        fill(log, false);
        time.advance(Duration.ofMinutes(11));
        for (int i = 0; log.oldest() <= MANY; i++) {
            assertThat(i).isLessThanOrEqualTo(MANY / 1_000);
            log.append(event(MANY + i, false));
        }
    }

    @Test
    void anIdThatNoEventHasIsComparedWithHardlyAny() {
        for (ChannelLog log :
                List.of(new SegmentedLog("A", order, HISTORY, time), new CompactedLog("B", order, HISTORY, time))) {
            fill(log, true);
            for (String id : List.of("nobody", "other-17", "id " + MANY, "")) {
                Counted counted = new Counted(id);
                assertThat(log.find(counted)).isNull();
                assertThat(counted.comparisons).as(id).isLessThan(1_000);
            }
            Counted known = new Counted("id 17");
            assertThat(log.find(known)).extracting(Start::afterGap).isEqualTo(false);
            assertThat(known.comparisons).isBetween(1, 1_000);
        }
    }

    @Test
    void aLogWithoutIdsOfTheApplicationIsNotSearched() {
        for (ChannelLog log :
                List.of(new SegmentedLog("A", order, HISTORY, time), new CompactedLog("B", order, HISTORY, time))) {
            fill(log, false);
            Counted counted = new Counted("nobody");
            assertThat(log.find(counted)).isNull();
            assertThat(counted.comparisons).isZero();
        }
    }

    /** All in one place of the index, which is the worst that there is. */
    @Test
    void ofManyEventsWithOneIdTwoAreEnough() {
        for (ChannelLog log :
                List.of(new SegmentedLog("A", order, HISTORY, time), new CompactedLog("B", order, HISTORY, time))) {
            for (int i = 0; i < 10_000; i++) {
                log.append(new EncodedEvent("data: x\n".getBytes(UTF_8), false, "same", "key " + i));
            }
            Counted counted = new Counted("same");
            assertThat(log.find(counted)).extracting(Start::afterGap).isEqualTo(true);
            assertThat(counted.comparisons).isLessThanOrEqualTo(4);
        }
    }

    private static void fill(ChannelLog log, boolean applicationIds) {
        for (int i = 0; i < MANY; i++) {
            log.append(event(i, applicationIds));
        }
    }

    private static EncodedEvent event(int number, boolean applicationId) {
        @Nullable String id = applicationId ? "id " + number : null;
        return new EncodedEvent("data: x\n".getBytes(UTF_8), false, id, "key " + number);
    }

    private static final class Counted extends ApplicationId {
        private int comparisons;

        Counted(String id) {
            super(id);
        }

        @Override
        boolean isAt(byte[] bytes, int from, int to) {
            comparisons++;
            return super.isAt(bytes, from, to);
        }
    }
}
