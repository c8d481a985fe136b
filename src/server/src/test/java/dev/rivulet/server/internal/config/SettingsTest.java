/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.server.ChannelName;
import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void hasTheDocumentedDefaults() {
        Settings settings = read(Map.of());
        assertThat(settings.historyOf("any")).isEqualTo(new History(1_000, 1_048_576, Duration.ofMinutes(10)));
        assertThat(settings.eventMaxSize()).isEqualTo(65_536);
        assertThat(settings.heartbeat()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.retry()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.writeTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.streamChannels()).isEqualTo(1_000);
        assertThat(settings.slowReadersOf("any")).isEqualTo(SlowReaders.DISCONNECT);
        assertThat(settings.deliveryLoops()).isPositive();
        assertThat(settings.crossOrigin()).isEqualTo(new CrossOrigin(Set.of(), false));
        assertThat(settings.isCompacted("any")).isFalse();
        assertThat(settings.sinkThreads()).isEqualTo(32);
        assertThat(settings.channelLinger()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.channelIdle()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.historyTotal())
                .isEqualTo(Math.max(1 << 20, Runtime.getRuntime().maxMemory() / 4));
        assertThat(settings.streamLifetime()).isEmpty();
        assertThat(settings.drainNotice()).isZero();
        assertThat(settings.drainPeriod()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.drainRetry()).isEqualTo(Duration.ofSeconds(5));
        Limits limits = settings.limits();
        assertThat(limits.streams()).isEqualTo(50_000);
        assertThat(limits.streamsPerChannel()).isEqualTo(50_000);
        assertThat(limits.streamsPerPrincipal()).isEqualTo(100);
        assertThat(limits.streamsPerAddress()).isEqualTo(50_000);
        assertThat(limits.channels()).isEqualTo(100_000);
        assertThat(limits.channelsPerPrincipal()).isEqualTo(100);
        assertThat(limits.lastEventId()).isEqualTo(8_192);
        assertThat(limits.eventId()).isEqualTo(1_024);
        assertThat(limits.retryAfter()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void allUsersOwnChannelsHaveTheSettingsOfTheirPattern() {
        Settings settings = read(Map.of("rivulet.channel.@*.history.events", "7"));
        assertThat(settings.historyOf(ChannelName.ofUser("ann").value()).events())
                .isEqualTo(7);
        assertThat(settings.historyOf("ann").events()).isEqualTo(1_000);
    }

    @Test
    void finiteChannelsEventsDoNotAgeUnlessTheirChannelSaysSo() {
        Settings settings = read(Map.of(
                "rivulet.history.age", "5m",
                "rivulet.channel.job-*.history.age", "1h",
                "rivulet.history.events", "7"));
        assertThat(settings.historyOf("answer-1").age()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.historyOfFinite("answer-1").age()).isGreaterThan(Duration.ofDays(1_000));
        assertThat(settings.historyOfFinite("answer-1").events()).isEqualTo(7);
        assertThat(settings.historyOfFinite("job-1").age()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aStreamsLifetimeCanBeSwitchedOff() {
        assertThat(read(Map.of("rivulet.stream.lifetime", "off")).streamLifetime())
                .isEmpty();
        assertThat(read(Map.of("rivulet.stream.lifetime", "2h")).streamLifetime())
                .contains(Duration.ofHours(2));
    }

    /** The accessors that this does not call would read another row unnoticed. */
    @Test
    void everySettingIsReadFromItsOwnKey() {
        Settings settings = read(Map.ofEntries(
                Map.entry("rivulet.event.max-size", "301"),
                Map.entry("rivulet.stream.heartbeat", "2s"),
                Map.entry("rivulet.stream.retry", "3s"),
                Map.entry("rivulet.stream.write-timeout", "4s"),
                Map.entry("rivulet.stream.channels", "5"),
                Map.entry("rivulet.delivery.loops", "6"),
                Map.entry("rivulet.sink.threads", "7"),
                Map.entry("rivulet.limit.streams", "8"),
                Map.entry("rivulet.limit.streams-per-channel", "9"),
                Map.entry("rivulet.limit.streams-per-principal", "10"),
                Map.entry("rivulet.limit.streams-per-address", "11"),
                Map.entry("rivulet.limit.channels", "12"),
                Map.entry("rivulet.limit.channels-per-principal", "19"),
                Map.entry("rivulet.limit.last-event-id", "13"),
                Map.entry("rivulet.limit.event-id", "14"),
                Map.entry("rivulet.limit.retry-after", "15s"),
                Map.entry("rivulet.channel.linger", "20s"),
                Map.entry("rivulet.channel.idle", "21s"),
                Map.entry("rivulet.stream.lifetime", "22s"),
                Map.entry("rivulet.history.total", "23m"),
                Map.entry("rivulet.drain.notice", "16s"),
                Map.entry("rivulet.drain.period", "17s"),
                Map.entry("rivulet.drain.retry", "18s"),
                Map.entry("rivulet.cors.origins", "https://app.example.org"),
                Map.entry("rivulet.cors.credentials", "true")));
        Limits limits = settings.limits();
        assertThat(List.of(
                        settings.eventMaxSize(),
                        settings.streamChannels(),
                        settings.deliveryLoops(),
                        settings.sinkThreads(),
                        limits.streams(),
                        limits.streamsPerChannel(),
                        limits.streamsPerPrincipal(),
                        limits.streamsPerAddress(),
                        limits.channels(),
                        limits.lastEventId(),
                        limits.eventId(),
                        limits.channelsPerPrincipal()))
                .containsExactly(301, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 19);
        assertThat(Stream.of(
                                settings.heartbeat(),
                                settings.retry(),
                                settings.writeTimeout(),
                                limits.retryAfter(),
                                settings.drainNotice(),
                                settings.drainPeriod(),
                                settings.drainRetry(),
                                settings.channelLinger(),
                                settings.channelIdle(),
                                settings.streamLifetime().orElseThrow())
                        .map(Duration::toSeconds))
                .containsExactly(2L, 3L, 4L, 15L, 16L, 17L, 18L, 20L, 21L, 22L);
        assertThat(settings.historyTotal()).isEqualTo(23L << 20);
        assertThat(settings.crossOrigin()).isEqualTo(new CrossOrigin(Set.of("https://app.example.org"), true));
    }

    @ParameterizedTest
    @CsvSource({
        "500ms,PT0.5S",
        "15s,PT15S",
        "10m,PT10M",
        "2h,PT2H",
        "1d,PT24H",
        "' 15s ',PT15S",
        "PT15S,PT15S",
        "PT1H30M,PT1H30M",
        "PT0.25S,PT0.25S",
        "P1D,PT24H",
        "pt2m,PT2M"
    })
    void readsDurations(String text, Duration expected) {
        assertThat(read(Map.of("rivulet.stream.heartbeat", text)).heartbeat()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"65536,65536", "64k,65536", "1m,1048576", "1024g,1099511627776", "' 3k ',3072"})
    void readsSizes(String text, long expected) {
        assertThat(read(Map.of("rivulet.history.bytes", text)).historyOf("any").bytes())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "rivulet.history.events,0,'1 to 100,000,000'",
        "rivulet.history.events,-1,'1 to 100,000,000'",
        "rivulet.history.events,many,'1 to 100,000,000'",
        "rivulet.history.events,10k,'1 to 100,000,000'",
        "rivulet.history.events,99999999999999999999,'1 to 100,000,000'",
        "rivulet.history.bytes,1e6,1 to 1024g",
        "rivulet.history.bytes,64K,'65536, 64k, 1m or 1g, from 1 to 1024g'",
        "rivulet.history.bytes,1025g,1 to 1024g",
        "rivulet.history.bytes,999999999999999999g,1 to 1024g",
        "rivulet.history.age,10,10m",
        "rivulet.history.age,PT,10m",
        "rivulet.history.age,PT-1S,10m",
        "rivulet.history.age,PT99999999999999999999S,10m",
        "rivulet.history.age,P9999999999999D,10m",
        "rivulet.history.age,0s,1ms to 36500d",
        "rivulet.channel.prices.history.age,soon,10m",
        "rivulet.channel.user-*.history.age,soon,10m",
        "rivulet.event.max-size,255,256 to 64m",
        "rivulet.stream.heartbeat,1ms,100ms to 1d",
        "rivulet.stream.lifetime,0s,off",
        "rivulet.stream.lifetime,never,1s to 1d",
        "rivulet.channel.idle,0s,1s to 36500d",
        "rivulet.channel.linger,off,10m",
        "rivulet.history.total,1k,1m to 1024g",
        "rivulet.stream.heartbeat,PT0.001S,PT15S",
        "rivulet.stream.channels,0,'1 to 1,000,000'",
        "rivulet.slow-readers,Skip,disconnect or skip",
        "rivulet.slow-readers,latest,has compaction=true",
        "rivulet.channel.prices.slow-readers,latest,has compaction=true",
        "rivulet.compaction,yes,true or false",
        "rivulet.channel.prices.compaction,1,true or false",
        "rivulet.stream.retry,2d,0s to 1d",
        "rivulet.stream.write-timeout,'',100ms to 1d",
        "rivulet.delivery.loops,0,1 to 256",
        "rivulet.limit.streams,0,'1 to 10,000,000'",
        "rivulet.limit.streams-per-principal,few,'1 to 10,000,000'",
        "rivulet.limit.last-event-id,9999999,'1 to 1,048,576'",
        "rivulet.limit.retry-after,0s,1s to 1d",
        "rivulet.drain.notice,61m,0s to 1h",
        "rivulet.cors.credentials,yes,true or false",
        "rivulet.cors.origins,example.org,https://app.example.org",
        "rivulet.cors.origins,https://example.org/,without a path",
        "rivulet.cors.origins,https://Example.org,in lower case",
        "rivulet.cors.origins,null,a list of origins",
        "rivulet.cors.origins,'https://a.example,,https://b.example',a list of origins",
        "rivulet.cors.origins,'*,https://a.example',* alone",
        "rivulet.sink.threads,5000,'1 to 4,096'"
    })
    void saysKeyValueAndWhatIsAllowed(String key, String value, String allowed) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("Setting " + key + " is \"" + value + "\", but allowed is ")
                .hasMessageContaining(allowed);
    }

    @Test
    void tellsOfAllThatCannotBeUsedAtOnce() {
        assertThatThrownBy(() -> read(Map.of(
                        "rivulet.stream.heartbeat", "often",
                        "rivulet.limit.streams", "0",
                        "rivulet.channel.prices-eu.history.age", "soon",
                        "rivulet.channel.prices.eu.history.age", "late",
                        "rivulet.channel.user-*.slow-readers", "latest",
                        "rivulet.cors.origins", "*",
                        "rivulet.cors.credentials", "true",
                        "rivulet.stream.retry", "1s")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("6 settings cannot be used:\n- Setting ")
                .hasMessageContainingAll(
                        "rivulet.stream.heartbeat is \"often\"",
                        "rivulet.limit.streams is \"0\"",
                        "rivulet.channel.prices-eu.history.age is \"soon\"",
                        "rivulet.channel.prices.eu.history.age is \"late\"",
                        "rivulet.channel.user-*.slow-readers is \"latest\"",
                        "rivulet.cors.origins is \"*\"");
    }

    @Test
    void showsAllThatIsSetForTheNode() {
        assertThat(read(Map.of("rivulet.stream.heartbeat", "9s")).toString())
                .contains("rivulet.stream.heartbeat=PT9S", "rivulet.history.events=1000");
    }

    @Test
    void aNodesLimitIsThatOfItsChannelsAndAddresses() {
        Limits limits = read(Map.of("rivulet.limit.streams", "7")).limits();
        assertThat(limits.streamsPerChannel()).isEqualTo(7);
        assertThat(limits.streamsPerAddress()).isEqualTo(7);
        assertThat(limits.streamsPerPrincipal()).isEqualTo(100);
    }

    private static Settings read(Map<String, String> values) {
        return Settings.of(values);
    }
}
