/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.server.spi.Latency;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamTallyTest {

    private final StreamTally tally = new StreamTally();

    @Test
    void countsEachWaitInEveryBoundThatIsNotShorter() {
        tally.waited(0);
        tally.waited(Duration.ofMillis(1).toNanos());
        tally.waited(Duration.ofMillis(1).toNanos() + 1);
        tally.waited(Duration.ofMinutes(5).toNanos());

        Latency latency = tally.latency();

        assertThat(latency.atMost().get(Duration.ofNanos(100_000))).isEqualTo(1);
        assertThat(latency.atMost().get(Duration.ofMillis(1))).isEqualTo(2);
        assertThat(latency.atMost().get(Duration.ofNanos(2_500_000))).isEqualTo(3);
        assertThat(latency.atMost().get(Duration.ofSeconds(30))).isEqualTo(3);
        assertThat(latency.count()).isEqualTo(4);
        assertThat(latency.sum()).isEqualTo(Duration.ofMinutes(5).plusMillis(2).plusNanos(1));
        assertThat(List.copyOf(latency.atMost().values())).isSorted();
    }

    @Test
    void addsUpBytes() {
        tally.wrote(100);
        tally.wrote(23);
        assertThat(tally.bytes()).isEqualTo(123);
    }
}
