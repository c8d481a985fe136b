/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.server.internal.engine.log.From;
import dev.rivulet.server.internal.engine.log.History;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * What channels take that were made, used once and left, against the heap in use after a collection. {@code -Drivulet.heap.channels}
 * sets how many; a million takes a minute and 1 GB.
 */
class ManyChannelsHeapTest {

    private static final System.Logger LOG = System.getLogger(ManyChannelsHeapTest.class.getName());
    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();
    private static final int CHANNELS = Integer.getInteger("rivulet.heap.channels", 50_000);
    private static final Duration AGE = Duration.ofMinutes(5);
    private static final Duration IDLE = Duration.ofMinutes(30);

    private final TurnedEngine node = new TurnedEngine(new TestSettings()
            .limits(10, 10, 10, 10, 2_000_000, 64, 64, Duration.ofSeconds(7))
            .life(IDLE, IDLE)
            .historyTotal(1L << 40)
            .history(new History(100, 100_000, AGE)));

    @Test
    void takeLittleBeforeTheyAreForgottenAndNothingAfterwards() {
        use(1_000); // so that everything is loaded
        pass(IDLE);
        long before = used();

        use(CHANNELS);
        long events = node.engine.historyBytes();
        long live = (used() - before - events) / CHANNELS;
        pass(Duration.ofSeconds(10));
        long resting = (used() - before - node.engine.historyBytes()) / CHANNELS;
        assertThat(node.engine.historyBytes()).isEqualTo(events);
        pass(AGE);
        long quiet = (used() - before) / CHANNELS;
        assertThat(node.engine.channelCount()).isEqualTo(CHANNELS);
        pass(IDLE);
        assertThat(node.engine.channelCount()).isZero();
        long forgotten = used() - before;

        String measured = String.format(
                Locale.ROOT,
                "%d channels, each with an event of %d bytes: %d bytes each beside it when just used, %d when not in use,"
                        + " %d without an event; %d in all when forgotten",
                CHANNELS,
                events / CHANNELS,
                live,
                resting,
                quiet,
                forgotten);
        LOG.log(Level.INFO, measured);
        assertThat(resting).as(measured).isLessThanOrEqualTo(200);
        assertThat(quiet).as(measured).isLessThanOrEqualTo(200);
        assertThat(forgotten).as(measured).isLessThan(10L * CHANNELS + 1_000_000); // the empty table
        assertThat(live).as(measured).isLessThanOrEqualTo(1_000);
    }

    private void use(int channels) {
        for (int i = 0; i < channels; i++) {
            String name = "user-" + i;
            TurnedClient client = i % 100 == 0 ? node.open(From.usual(), name) : null;
            node.engine.channel(name).publish(TurnedEngine.event("a notification of the usual size for user " + i));
            if (client != null) {
                client.leave();
            }
        }
    }

    /** Long enough for a round over all of them. */
    private void pass(Duration time) {
        node.advance(time);
        for (int i = 0; i < 2 + 2 * CHANNELS / 10_000; i++) {
            node.advance(Duration.ofSeconds(1));
        }
    }

    /** The least of a few, as other threads have garbage too. */
    private static long used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            MEMORY.gc();
            least = Math.min(least, MEMORY.getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
