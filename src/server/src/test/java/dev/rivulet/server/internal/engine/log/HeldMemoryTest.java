/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code history.bytes} promises, against the heap that is in use after a collection. */
class HeldMemoryTest {

    private static final long BYTES = 4 << 20;
    private static final int FIXED = 128 * 1024;
    private static final double FACTOR = 2.5;

    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    private final NodeOrder order = new NodeOrder("k3f9a2zz");
    private final History history = new History(100_000_000, BYTES, Duration.ofHours(1));
    private final FakeTime time = new FakeTime();

    @ParameterizedTest
    @CsvSource({"1, false", "1, true", "20, false", "42, false", "42, true", "100, false", "1000, true", "20000, false"
    })
    void aLogTakesNoMoreHeapThanItsBoundAllows(int size, boolean applicationIds) {
        assertHeldWithinBound(
                owner -> new SegmentedLog("A", order, history, time),
                number -> event(size, number, applicationIds, ""));
    }

    @ParameterizedTest
    @CsvSource({"1, false", "1, true", "20, false", "100, false", "1000, true", "20000, false"})
    void aCompactedLogTakesNoMoreHeapThanItsBoundAllows(int size, boolean applicationIds) {
        assertHeldWithinBound(
                owner -> new CompactedLog("A", order, history, time),
                number -> event(size, number, applicationIds, "key " + number));
    }

    /** Appends until much has been dropped, so that the log is as full as it gets. */
    private void assertHeldWithinBound(Function<Object, ChannelLog> logs, IntFunction<EncodedEvent> events) {
        long before = used();
        ChannelLog log = logs.apply(this);
        for (int number = 0; log.evicted() < Math.max(1_000, log.head() / 3); number++) {
            log.append(events.apply(number));
        }
        long held = used() - before;
        assertThat((double) held)
                .as("%s events held", log.head() - log.oldest() + 1)
                .isBetween(BYTES / FACTOR, BYTES * FACTOR + FIXED);
        assertThat(log.oldestPosition()).as("the log lives until here").isPresent();
    }

    private static EncodedEvent event(int size, int number, boolean applicationId, String key) {
        byte[] body = ("data: " + "x".repeat(size) + "\n").getBytes(UTF_8);
        return new EncodedEvent(body, false, applicationId ? "id " + number : null, key);
    }

    /** The least of a few looks, as other threads have garbage too. */
    private static long used() {
        long least = Long.MAX_VALUE;
        for (int look = 0; look < 2; look++) {
            MEMORY.gc();
            least = Math.min(least, MEMORY.getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
