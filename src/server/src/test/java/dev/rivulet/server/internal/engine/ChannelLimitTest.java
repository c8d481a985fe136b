/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.server.internal.engine.log.FakeTime;
import dev.rivulet.server.internal.http.LoggedLines;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChannelLimitTest {

    private final FakeTime time = new FakeTime();
    private final ChannelLimit limit = new ChannelLimit(10, time);

    @Test
    void warnsWhenFourOutOfFiveAreMade() {
        try (LoggedLines log = new LoggedLines(ChannelLimit.class)) {
            acquire(7);
            assertThat(log.lines()).isEmpty();
            acquire(1);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING There are 8 channels of at most 10.")
                    .contains("raise rivulet.limit.channels");
        }
    }

    @Test
    void warnsAgainWhenTheyAreUsedUpThoughItHasJustWarned() {
        try (LoggedLines log = new LoggedLines(ChannelLimit.class)) {
            acquire(10);
            assertRefused();
            assertThat(log.lines())
                    .hasSize(2)
                    .last()
                    .asString()
                    .startsWith("WARNING Refused a channel: there are 10 already.");
        }
    }

    @Test
    void aStormOfRefusalsIsOneWarningInTenMinutes() {
        acquire(10);
        try (LoggedLines log = new LoggedLines(ChannelLimit.class)) {
            for (int i = 0; i < 1_000; i++) {
                assertRefused();
            }
            assertThat(log.lines()).hasSize(1);
            time.advance(Duration.ofMinutes(10));
            assertRefused();
            assertThat(log.lines()).hasSize(2);
        }
    }

    @Test
    void aRefusalCountsNothingAndWhatCouldNotBeMadeIsGivenBack() {
        acquire(10);
        assertRefused();
        assertThat(limit.count()).isEqualTo(10);
        limit.release();
        acquire(1);
        assertRefused();
    }

    private void acquire(int channels) {
        for (int i = 0; i < channels; i++) {
            limit.acquire();
        }
    }

    private void assertRefused() {
        assertThatThrownBy(limit::acquire)
                .isInstanceOf(RefusedException.class)
                .hasMessage("There are 10 channels already (rivulet.limit.channels).");
    }
}
