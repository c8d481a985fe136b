/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MisspellingsTest {

    @ParameterizedTest
    @CsvSource({
        "rivulet.stream.hearbeat,rivulet.stream.heartbeat",
        "rivulet.stream.timeout,rivulet.stream.write-timeout",
        "rivulet.heartbeat,rivulet.stream.heartbeat",
        "rivulet.write-timeout,rivulet.stream.write-timeout",
        "rivulet.stream.write.timeout,rivulet.stream.write-timeout",
        "rivulet.Stream.retry,rivulet.stream.retry",
        "rivulet.limits.streams,rivulet.limit.streams",
        "rivulet.cors.origin,rivulet.cors.origins",
        "rivulet.channel.prices.histroy.age,rivulet.channel.prices.history.age",
        "rivulet.channel.prices.eu.slow.readers,rivulet.channel.prices.eu.slow-readers",
        "rivulet.channels.prices.eu.history.events,rivulet.channel.prices.eu.history.events",
        "rivulet.channel.user-*.compact,rivulet.channel.user-*.compaction"
    })
    void anUnknownKeyIsToldWithTheOneThatIsMeant(String key, String meant) {
        assertThat(inKeys(key).warnings())
                .containsExactly("Setting " + key + " is unknown and has no effect: is " + meant + " meant?");
    }

    @ParameterizedTest
    @CsvSource({
        "RIVULET_STREAM_HEARBEAT,RIVULET_STREAM_HEARTBEAT",
        "RIVULET_STREAM_WRITETIMEOUT,RIVULET_STREAM_WRITE_TIMEOUT",
        "RIVULET_CHANNEL_PRICES_SLOWREADERS,RIVULET_CHANNEL_PRICES_SLOW_READERS"
    })
    void anUnknownVariableIsToldWithTheOneThatIsMeant(String variable, String meant) {
        assertThat(inEnvironment(variable).warnings())
                .containsExactly(
                        "Environment variable " + variable + " is unknown and has no effect: is " + meant + " meant?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rivulet.colour", "rivulet.retry", "rivulet.channel.prices.width", "rivulet."})
    void aKeyLikeNoOtherIsToldWithoutAGuess(String key) {
        assertThat(inKeys(key).warnings()).containsExactly("Setting " + key + " is unknown and has no effect");
    }

    @Test
    void whatIsKnownIsNotTold() {
        assertThat(inKeys(SettingsTable.all().map(Setting::key).toArray(String[]::new))
                        .warnings())
                .isEmpty();
        assertThat(inEnvironment(SettingsTable.all()
                                .map(setting -> SettingsSource.variable(setting.key()))
                                .toArray(String[]::new))
                        .warnings())
                .isEmpty();
        assertThat(inKeys(SettingsTable.OF_CHANNELS.stream()
                                .flatMap(setting -> Set.of("public-news", "*", "user-*").stream()
                                        .map(setting::keyOf))
                                .toArray(String[]::new))
                        .warnings())
                .isEmpty();
        assertThat(inEnvironment("RIVULET_CHANNEL_PUBLIC_NEWS_SLOW_READERS", "PATH", "RIVULETS_DEPTH")
                        .warnings())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RIVULET_SERVICE_HOST",
                "RIVULET_DEMO_SERVICE_PORT_HTTP",
                "RIVULET_PORT",
                "RIVULET_PORT_8080_TCP",
                "RIVULET_PORT_8080_TCP_ADDR"
            })
    void whatKubernetesTellsItsContainersIsNotTold(String variable) {
        assertThat(inEnvironment(variable).warnings()).isEmpty();
    }

    /** Some implementations of MicroProfile Config list variables as keys, with a dot for each underscore. */
    @Test
    void aVariableThatIsListedAsAKeyIsJudgedAsTheVariable() {
        Misspellings known = new Misspellings(
                new FakeSource(
                        Map.of(
                                "rivulet.stream.write.timeout",
                                "9s",
                                "rivulet.channel.public.news.slow.readers",
                                "skip"),
                        Map.of(
                                "RIVULET_STREAM_WRITE_TIMEOUT",
                                "9s",
                                "RIVULET_CHANNEL_PUBLIC_NEWS_SLOW_READERS",
                                "skip")),
                Set.of("public-news"));
        assertThat(known.warnings()).isEmpty();
        assertThat(known.unnamed()).isEmpty();
        assertThat(new Misspellings(
                                new FakeSource(
                                        Map.of("rivulet.stream.hearbeat", "9s"),
                                        Map.of("RIVULET_STREAM_HEARBEAT", "9s")),
                                Set.of())
                        .warnings())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"publicnews", "Public-News", "public-nwes", "public.news"})
    void aChannelThatIsNotNamedIsToldWithTheOneThatIsMeant(String channel) {
        assertThat(inKeys("rivulet.channel." + channel + ".history.age").warnings())
                .containsExactly("Setting rivulet.channel." + channel
                        + ".history.age is for a channel that no injection point names: is public-news meant? It applies"
                        + " only if the application makes a channel " + channel);
        assertThat(inEnvironment("RIVULET_CHANNEL_PUBLICNEWS_COMPACTION").warnings())
                .singleElement()
                .asString()
                .contains("RIVULET_CHANNEL_PUBLICNEWS_COMPACTION", "is public-news meant?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "room-2", "room-17"})
    void aChannelLikeNoOtherMayBeMadeAtRunTime(String channel) {
        Misspellings found = inKeys("rivulet.channel." + channel + ".history.age");
        assertThat(found.warnings()).isEmpty();
        assertThat(found.unnamed()).containsExactly(channel);
    }

    @Test
    void aVariableForAPatternThatIsListedIsKnown() {
        Misspellings found = new Misspellings(
                new FakeSource(
                        Map.of("rivulet.channel.user-*.history.age", "1h"),
                        Map.of("RIVULET_CHANNEL_USER___HISTORY_AGE", "2h")),
                Set.of());
        assertThat(found.warnings()).isEmpty();
        assertThat(found.unnamed()).isEmpty();
    }

    private static Misspellings inKeys(String... keys) {
        return in(new FakeSource(valued(keys), Map.of()));
    }

    private static Misspellings inEnvironment(String... variables) {
        return in(new FakeSource(Map.of(), valued(variables)));
    }

    private static Misspellings in(SettingsSource source) {
        return new Misspellings(source, Set.of("public-news", "room-1", "prices", "prices.eu"));
    }

    private static Map<String, String> valued(String... keys) {
        return Arrays.stream(keys).collect(Collectors.toMap(key -> key, key -> "1"));
    }
}
