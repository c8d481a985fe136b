/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.SlowReaders;
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
        assertThat(settings.streamChannels()).isEqualTo(1_000);
        assertThat(settings.slowReadersOf("any")).isEqualTo(SlowReaders.DISCONNECT);
        assertThat(settings.deliveryLoops()).isPositive();
        assertThat(settings.crossOrigin()).isEqualTo(new CrossOrigin(Set.of(), false));
        assertThat(settings.limits())
                .isEqualTo(new Limits(50_000, 50_000, 100, 50_000, 100_000, 8_192, 1_024, Duration.ofSeconds(10)));
    }

    @Test
    void aChannelsOwnPolicyForSlowReadersComesBeforeTheGeneralOne() {
        Settings settings = read(Map.of(
                "rivulet.slow-readers", "skip",
                "rivulet.channel.prices.slow-readers", "latest",
                "rivulet.channel.log.slow-readers", "disconnect"));
        assertThat(settings.slowReadersOf("prices")).isEqualTo(SlowReaders.LATEST);
        assertThat(settings.slowReadersOf("log")).isEqualTo(SlowReaders.DISCONNECT);
        assertThat(settings.slowReadersOf("other")).isEqualTo(SlowReaders.SKIP);
    }

    @Test
    void currentValuesHaveNoAgeUnlessTheChannelSetsOne() {
        Settings settings = read(Map.of(
                "rivulet.history.age", "5m",
                "rivulet.channel.prices.slow-readers", "latest",
                "rivulet.channel.seats.slow-readers", "latest",
                "rivulet.channel.seats.history.age", "1h"));
        assertThat(settings.historyOf("prices").age()).isEqualTo(Duration.ofDays(36_500));
        assertThat(settings.historyOf("seats").age()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.historyOf("other").age()).isEqualTo(Duration.ofMinutes(5));
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
        "rivulet.stream.channels,0,1 to 1000000",
        "rivulet.slow-readers,Skip,'disconnect, skip or latest'",
        "rivulet.channel.prices.slow-readers,newest,'disconnect, skip or latest'",
        "rivulet.stream.retry,2d,0ms to 1d",
        "rivulet.stream.write-timeout,'',100ms to 1d",
        "rivulet.delivery.loops,0,1 to 256",
        "rivulet.limit.streams,0,1 to 10000000",
        "rivulet.limit.streams-per-principal,few,1 to 10000000",
        "rivulet.limit.last-event-id,9999999,1 to 1048576",
        "rivulet.limit.retry-after,0s,1000ms to 1d",
        "rivulet.cors.credentials,yes,true or false",
        "rivulet.cors.origins,example.org,https://app.example.org",
        "rivulet.cors.origins,https://example.org/,without a path",
        "rivulet.cors.origins,https://Example.org,in lower case",
        "rivulet.cors.origins,null,a list of origins",
        "rivulet.cors.origins,'https://a.example,,https://b.example',a list of origins",
        "rivulet.cors.origins,'*,https://a.example',* alone",
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
    void aNodesLimitIsThatOfItsChannelsAndAddresses() {
        Limits limits = read(Map.of("rivulet.limit.streams", "7")).limits();
        assertThat(limits.streamsPerChannel()).isEqualTo(7);
        assertThat(limits.streamsPerAddress()).isEqualTo(7);
        assertThat(limits.streamsPerPrincipal()).isEqualTo(100);
    }

    @Test
    void aKnownChannelsSettingsNeedNotBeListed() {
        SettingsSource environment =
                new FakeSource(Map.of("rivulet.channel.prices.history.events", "7"), Set.of(), Set.of());
        assertThat(Settings.read(environment, Set.of("prices"))
                        .historyOf("prices")
                        .events())
                .isEqualTo(7);
        assertThat(Settings.read(environment, Set.of()).historyOf("prices").events())
                .isEqualTo(1_000);
    }

    @Test
    void aKeyThatMeansNothingIsFound() {
        Set<String> keys = Set.of(
                "rivulet.stream.heartbeat",
                "rivulet.stream.heartbeet",
                "rivulet.stream.write.timeout",
                "rivulet.limit.channels",
                "rivulet.channel.prices.history.age",
                "rivulet.channel.prices.histories");
        assertThat(Settings.unknown(new FakeSource(Map.of(), keys, Set.of("RIVULET_STREAM_HEARTBEET")), Set.of()))
                .containsExactlyInAnyOrder(
                        "rivulet.stream.heartbeet", "rivulet.stream.write.timeout", "rivulet.channel.prices.histories");
    }

    @Test
    void aKeyThatIsAnEnvironmentsVariableInOtherWordsMeansWhatTheVariableDoes() {
        Set<String> keys = Set.of(
                "rivulet.stream.write.timeout",
                "rivulet.limit.streams.per.address",
                "rivulet.channel.prices.slow.readers",
                "rivulet.channel.unknown.slow.readers");
        Set<String> variables = Set.of(
                "RIVULET_STREAM_WRITE_TIMEOUT",
                "RIVULET_LIMIT_STREAMS_PER_ADDRESS",
                "RIVULET_CHANNEL_PRICES_SLOW_READERS",
                "RIVULET_CHANNEL_UNKNOWN_SLOW_READERS");
        assertThat(Settings.unknown(new FakeSource(Map.of(), keys, variables), Set.of("prices")))
                .containsExactly("rivulet.channel.unknown.slow.readers");
    }

    private static Settings read(Map<String, String> values) {
        return Settings.read(new FakeSource(values, values.keySet(), Set.of()), Set.of());
    }

    private record FakeSource(Map<String, String> values, Set<String> keys, Set<String> variables)
            implements SettingsSource {
        @Override
        public Optional<String> get(String key) {
            return Optional.ofNullable(values.get(key));
        }
    }
}
