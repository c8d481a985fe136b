/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.server.spi.Latency;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamMeterTest {

    private final StreamMeter meter = new StreamMeter(new Announcer(
            event -> {}, Runnable::run, Optional.empty(), List.of(), Runnable::run, InstantSource.system()));

    @Test
    void countsEachWaitInEveryBoundThatIsNotShorter() {
        meter.waited(0);
        meter.waited(Duration.ofMillis(1).toNanos());
        meter.waited(Duration.ofMillis(1).toNanos() + 1);
        meter.waited(Duration.ofMinutes(5).toNanos());

        Latency latency = meter.latency();

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
        meter.wrote(100);
        meter.wrote(23);
        assertThat(meter.bytes()).isEqualTo(123);
    }

    @Test
    void countsTheStreamsThatAreOpen() {
        meter.opened();
        meter.opened();
        meter.closed();
        assertThat(meter.streams()).isEqualTo(1);
    }
}
