/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a channel has of its own, and where it comes from. */
class ChannelSettingsTest {

    @Test
    void aChannelsOwnHistoryFallsBackToTheGeneralOne() {
        Settings settings = Settings.of(Map.of(
                "rivulet.history.bytes", "5000",
                "rivulet.channel.prices.eu.history.events", "7",
                "rivulet.channel.prices.eu.history.age", "2h"));
        assertThat(settings.historyOf("prices.eu")).isEqualTo(new History(7, 5_000, Duration.ofHours(2)));
        assertThat(settings.historyOf("prices")).isEqualTo(new History(1_000, 5_000, Duration.ofMinutes(10)));
    }

    @Test
    void eachSettingComesFromTheNameElseFromTheMostExactPattern() {
        Settings settings = Settings.of(Map.of(
                "rivulet.channel.*.history.events", "1",
                "rivulet.channel.user-*.history.events", "2",
                "rivulet.channel.user-1*.history.events", "3",
                "rivulet.channel.user-12.history.events", "4",
                "rivulet.channel.user-*.history.bytes", "5",
                "rivulet.channel.*-12.history.age", "6s"));
        Duration age = Duration.ofMinutes(10);
        assertThat(settings.historyOf("prices")).isEqualTo(new History(1, 1 << 20, age));
        assertThat(settings.historyOf("user-2")).isEqualTo(new History(2, 5, age));
        assertThat(settings.historyOf("user-13")).isEqualTo(new History(3, 5, age));
        assertThat(settings.historyOf("user-12")).isEqualTo(new History(4, 5, Duration.ofSeconds(6)));
    }

    @Test
    void everySettingOfAChannelMayHaveAPattern() {
        Settings settings = Settings.of(Map.of(
                "rivulet.slow-readers", "disconnect",
                "rivulet.channel.user-*.slow-readers", "skip",
                "rivulet.channel.state-*.compaction", "true",
                "rivulet.channel.state-log.compaction", "false"));
        assertThat(settings.slowReadersOf("user-1")).isEqualTo(SlowReaders.SKIP);
        assertThat(settings.slowReadersOf("prices")).isEqualTo(SlowReaders.DISCONNECT);
        assertThat(settings.isCompacted("state-1")).isTrue();
        assertThat(settings.isCompacted("state-log")).isFalse();
        assertThat(settings.isCompacted("prices")).isFalse();
    }

    @Test
    void patternsOfWhichNeitherIsMoreExactAreRefusedWhereTheyMayFitOneChannel() {
        assertThatThrownBy(() -> Settings.of(Map.of(
                        "rivulet.channel.u-*-a*.history.age", "1h",
                        "rivulet.channel.u-*-b*.history.age", "2h",
                        "rivulet.channel.u-*-b*.slow-readers", "skip")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("Settings rivulet.channel.u-*-a*.history.age and rivulet.channel.u-*-b*.history.age may fit"
                        + " one channel, and neither is more exact: make one of them longer");
        Settings apart = Settings.of(Map.of(
                "rivulet.channel.u-*-a.history.age", "1h",
                "rivulet.channel.u-*-b.history.age", "2h"));
        assertThat(apart.historyOf("u-1-b").age()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void compactionIsOfTheChannelOrOfAll() {
        Settings settings = Settings.of(Map.of(
                "rivulet.compaction", "true",
                "rivulet.channel.log.compaction", "false",
                "rivulet.channel.log.slow-readers", "skip"));
        assertThat(settings.slowReadersOf("prices")).isEqualTo(SlowReaders.LATEST);
        assertThat(settings.slowReadersOf("log")).isEqualTo(SlowReaders.SKIP);
    }

    @Test
    void currentValuesHaveNoAgeUnlessTheChannelSetsOne() {
        Settings settings = Settings.of(Map.of(
                "rivulet.history.age", "5m",
                "rivulet.channel.prices.compaction", "true",
                "rivulet.channel.seats*.compaction", "true",
                "rivulet.channel.seats-*.history.age", "1h"));
        assertThat(settings.historyOf("prices").age()).isEqualTo(Duration.ofDays(36_500));
        assertThat(settings.historyOf("seats").age()).isEqualTo(Duration.ofDays(36_500));
        assertThat(settings.historyOf("seats-1").age()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.historyOf("other").age()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aKnownChannelsSettingsNeedNotBeListed() {
        SettingsSource unlisted = new FakeSource(Map.of(), Map.of("rivulet.channel.prices.history.events", "7"));
        assertThat(Settings.read(unlisted, Set.of("prices")).historyOf("prices").events())
                .isEqualTo(7);
        assertThat(Settings.read(unlisted, Set.of()).historyOf("prices").events())
                .isEqualTo(1_000);
    }

    @Test
    void aVariableIsForEveryChannelThatTheEnvironmentWritesSo() {
        Settings settings = Settings.read(
                new FakeSource(
                        Map.of("rivulet.channel.user-*.history.events", "5"),
                        Map.of("RIVULET_CHANNEL_USER_42_HISTORY_EVENTS", "7")),
                Set.of("user.42"));
        assertThat(settings.historyOf("user.42").events()).isEqualTo(7);
        assertThat(settings.historyOf("user-42").events()).isEqualTo(7);
        assertThat(settings.historyOf("User_42").events()).isEqualTo(7);
        assertThat(settings.historyOf("user-43").events()).isEqualTo(5);
    }

    @Test
    void aVariableChangesAPatternThatIsListedAndMakesNone() {
        Map<String, String> environment = Map.of("RIVULET_CHANNEL_USER___HISTORY_EVENTS", "7");
        assertThat(Settings.read(
                                new FakeSource(Map.of("rivulet.channel.user-*.history.events", "5"), environment),
                                Set.of())
                        .historyOf("user-42")
                        .events())
                .isEqualTo(7);
        assertThat(Settings.read(new FakeSource(Map.of(), environment), Set.of())
                        .historyOf("user-42")
                        .events())
                .isEqualTo(1_000);
    }

    @Test
    void aVariableThatCannotBeUsedIsRefusedOnce() {
        SettingsSource environment = new FakeSource(Map.of(), Map.of("RIVULET_CHANNEL_PRICES_HISTORY_AGE", "soon"));
        for (Set<String> known : Set.of(Set.of("prices"), Set.<String>of())) {
            assertThatThrownBy(() -> Settings.read(environment, known))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("is \"soon\", but allowed is a duration")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void patternsNameNoChannels() {
        Settings settings = Settings.read(
                new FakeSource(
                        Map.of("rivulet.channel.user-*.history.events", "5", "rivulet.channel.news.compaction", "true"),
                        Map.of("RIVULET_CHANNEL_USER_42_HISTORY_EVENTS", "7")),
                Set.of("prices"));
        assertThat(settings.namedChannels()).containsExactlyInAnyOrder("prices", "news");
    }
}
