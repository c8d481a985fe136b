/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.server.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What all logs of a node take together. */
class LogBudgetTest {

    private static final long LIMIT = 1 << 20;
    private static final History ENDLESS = new History(100_000_000, Long.MAX_VALUE, Duration.ofDays(1));

    private final FakeTime time = new FakeTime();
    private final NodeOrder order = new NodeOrder("n");
    private final List<ChannelLog> logs = new CopyOnWriteArrayList<>();
    private final LogBudget budget = new LogBudget(LIMIT, logs::stream);

    @Test
    void staysWithinTheBoundWhateverIsPublishedWhere() {
        ChannelLog quiet = segmented("quiet", false);
        append(quiet, 10, 100);
        ChannelLog keyed = compacted("keyed");
        List<ChannelLog> busy = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            busy.add(segmented("busy-" + i, false));
        }
        long most = 0;
        for (int i = 0; i < 50_000; i++) {
            append(busy.get(i % 5), 1, i % 7 == 0 ? 2_000 : 100);
            keyed.append(new EncodedEvent(data(50), false, null, "key " + i));
            most = Math.max(most, taken());
        }
        assertThat(most).isBetween(LIMIT / 2, LIMIT + LIMIT / 8);
        assertThat(budget.used()).isLessThanOrEqualTo(LIMIT);
        assertThat(quiet.evicted()).as("the largest go first").isZero();
        assertThat(busy).allSatisfy(log -> assertThat(log.evicted()).isPositive());
        assertThat(keyed.evicted()).isPositive();
        assertThat(quiet.oldestPosition()).contains(order.position(1));
    }

    @Test
    void theLargestIsCutDownAndTheOthersAreLeftAlone() {
        List<ChannelLog> small = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            small.add(segmented("small-" + i, false));
            append(small.get(i), 10, 100);
        }
        ChannelLog large = segmented("large", false);
        append(large, 20_000, 100);
        assertThat(small).allSatisfy(log -> assertThat(log.evicted()).isZero());
        assertThat(large.evicted()).isPositive();
        assertThat(large.takes()).isGreaterThan(LIMIT / 2);
        assertThat(large.startAfter("n-" + (large.position().stamp() - 1)).afterGap())
                .as("the newest are held")
                .isFalse();
    }

    @Test
    void whatWasDroppedIsToldAsAnyGap() {
        ChannelLog large = segmented("large", false);
        append(large, 1, 100);
        long first = large.position().stamp();
        append(large, 20_000, 100);
        Start resumed = large.startAfter("n-" + first);
        assertThat(resumed.afterGap()).isTrue();
        Slice next = large.read(resumed.sequence(), resumed.stamp());
        assertThat(next).isNotNull();
        assertThat(large.hasDroppedAfter(0)).isTrue();
        long[] stamps = readAll(large, resumed);
        assertThat(stamps).hasSize((int) (large.head() - large.oldest() + 1)).isSorted();
        assertThat(stamps[stamps.length - 1]).isEqualTo(large.position().stamp());
    }

    @Test
    void newestEventsGoOnlyWhereNothingElseIsLeft() {
        for (int i = 0; i < 100; i++) {
            append(segmented("log-" + i, false), 3, 3_000);
        }
        assertThat(logs).allSatisfy(log -> assertThat(log.oldestPosition()).isPresent());
        for (int i = 100; i < 400; i++) {
            append(segmented("log-" + i, false), 1, 60_000);
        }
        assertThat(taken()).isLessThanOrEqualTo(LIMIT + LIMIT / 8);
        assertThat(logs.stream().filter(log -> log.oldestPosition().isEmpty()))
                .as("18 MB of newest events")
                .hasSizeGreaterThan(250);
        assertThat(logs.get(399).oldestPosition()).as("not the newest of all").isPresent();
    }

    @Test
    void anEndIsNeverDropped() {
        ChannelLog answer = segmented("answer", true);
        append(answer, 100, 1_000);
        answer.end(Outcome.ended());
        for (int i = 0; i < 300; i++) {
            append(segmented("log-" + i, false), 1, 60_000);
        }
        assertThat(answer.oldest()).isEqualTo(101);
        assertThat(answer.takes()).isLessThan(400);
        Start start = answer.start();
        assertThat(start.afterGap()).isTrue();
        assertThat(readAll(answer, start)).containsExactly(101);
        assertThat(answer.hasEnded()).isTrue();
    }

    @Test
    void aLogThatIsClosedDoesNotCountAnyMore() {
        ChannelLog log = segmented("log", true);
        append(log, 100, 1_000);
        log.end(Outcome.ended());
        assertThat(budget.used()).isGreaterThan(100_000);
        log.close();
        assertThat(budget.used()).isZero();
        log.trim(0, true);
        assertThat(budget.used()).isZero();
        ChannelLog aged = segmented("aged", false);
        append(aged, 100, 1_000);
        time.advance(Duration.ofDays(2));
        aged.expire();
        assertThat(budget.used()).isZero();
        assertThat(aged.rest()).isNotNull();
        assertThat(budget.used()).isZero();
        assertThat(aged.append(new EncodedEvent(data(1), false, null))).isEqualTo(ChannelLog.NOT_TAKEN);
    }

    @Test
    void manyPublishersAtOnceStayWithinTheBoundToo() throws InterruptedException {
        int publishers = 8;
        for (int i = 0; i < publishers; i++) {
            segmented("log-" + i, false);
        }
        CountDownLatch done = new CountDownLatch(publishers);
        for (int i = 0; i < publishers; i++) {
            ChannelLog log = logs.get(i);
            new Thread(() -> {
                        append(log, 20_000, 200);
                        done.countDown();
                    })
                    .start();
        }
        done.await();
        append(logs.get(0), 1, 200);
        assertThat(budget.used()).isBetween(LIMIT / 2, LIMIT);
        long reported = budget.used();
        assertThat((double) taken()).isBetween(reported * 15 / 16.0, reported * 17 / 16.0);
    }

    private long taken() {
        return logs.stream().mapToLong(ChannelLog::takes).sum();
    }

    private ChannelLog segmented(String name, boolean finite) {
        ChannelLog log = new SegmentedLog(name, order, ENDLESS, time, new LogOrigin(finite, Remains.NOTHING, budget));
        logs.add(log);
        return log;
    }

    private ChannelLog compacted(String name) {
        ChannelLog log = new CompactedLog(name, order, ENDLESS, time, new LogOrigin(false, Remains.NOTHING, budget));
        logs.add(log);
        return log;
    }

    private static void append(ChannelLog log, int events, int size) {
        for (int i = 0; i < events; i++) {
            log.append(new EncodedEvent(data(size), false, null));
        }
    }

    private static long[] readAll(ChannelLog log, Start start) {
        LongStream.Builder stamps = LongStream.builder();
        long sequence = start.sequence();
        long stamp = start.stamp();
        for (Slice slice = log.read(sequence, stamp); slice != null; slice = log.read(sequence, stamp)) {
            for (int i = 0; i < slice.count(); i++) {
                stamps.add(slice.stamp(i));
            }
            sequence = slice.sequence(slice.count() - 1);
            stamp = slice.stamp(slice.count() - 1);
        }
        return stamps.build().toArray();
    }

    private static byte[] data(int size) {
        return ("data: " + "x".repeat(size) + '\n').getBytes(UTF_8);
    }
}
