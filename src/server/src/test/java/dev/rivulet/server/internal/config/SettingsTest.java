/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.server.internal.log.History;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void hasTheDocumentedDefaults() {
        Settings settings = read(Map.of());
        assertThat(settings.history()).isEqualTo(new History(1_000, 1_048_576, Duration.ofMinutes(10)));
        assertThat(settings.eventMaxSize()).isEqualTo(65_536);
        assertThat(settings.heartbeat()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.retry()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.writeTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.deliveryLoops()).isPositive();
    }

    @Test
    void aChannelsOwnHistoryFallsBackToTheGeneralOne() {
        Settings settings = read(Map.of(
                "rivulet.history.bytes", "5000",
                "rivulet.channel.prices.eu.history.events", "7",
                "rivulet.channel.prices.eu.history.age", "2h"));
        assertThat(settings.historyOf("prices.eu")).isEqualTo(new History(7, 5_000, Duration.ofHours(2)));
        assertThat(settings.historyOf("prices")).isEqualTo(new History(1_000, 5_000, Duration.ofMinutes(10)));
    }

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "15s,PT15S", "10m,PT10M", "2h,PT2H", "1d,PT24H", "' 15s ',PT15S"})
    void readsDurations(String text, Duration expected) {
        assertThat(read(Map.of("rivulet.stream.heartbeat", text)).heartbeat()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "rivulet.history.events,0,1 to 100000000",
        "rivulet.history.events,-1,1 to 100000000",
        "rivulet.history.events,many,1 to 100000000",
        "rivulet.history.events,99999999999999999999,1 to 100000000",
        "rivulet.history.bytes,1e6,1 to 1099511627776",
        "rivulet.history.age,10,10m",
        "rivulet.history.age,0s,1ms to 36500d",
        "rivulet.channel.prices.history.age,soon,10m",
        "rivulet.event.max-size,255,256 to 67108864",
        "rivulet.stream.heartbeat,1ms,100ms to 1d",
        "rivulet.stream.retry,2d,0ms to 1d",
        "rivulet.stream.write-timeout,'',100ms to 1d",
        "rivulet.delivery.loops,0,1 to 256",
        "rivulet.sink.threads,5000,1 to 4096"
    })
    void saysKeyValueAndWhatIsAllowed(String key, String value, String allowed) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(key)
                .hasMessageContaining('"' + value + '"')
                .hasMessageContaining(allowed);
    }

    @Test
    void aKnownChannelsSettingsNeedNotBeListed() {
        SettingsSource environment = new FakeSource(Map.of("rivulet.channel.prices.history.events", "7"), Set.of());
        assertThat(Settings.read(environment, Set.of("prices"))
                        .historyOf("prices")
                        .events())
                .isEqualTo(7);
        assertThat(Settings.read(environment, Set.of()).historyOf("prices").events())
                .isEqualTo(1_000);
    }

    private static Settings read(Map<String, String> values) {
        return Settings.read(new FakeSource(values, values.keySet()), Set.of());
    }

    private record FakeSource(Map<String, String> values, Set<String> keys) implements SettingsSource {
        @Override
        public Optional<String> get(String key) {
            return Optional.ofNullable(values.get(key));
        }
    }
}
