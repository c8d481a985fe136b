/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What operators set, all of it read and checked at once. The keys are listed, with meaning and limits, in the guide's page
 * on settings.
 *
 * @param history what a channel's log holds, unless the channel has its own
 * @param channelHistory the channels that have
 * @param slowReaders what happens to readers that a log has moved past, unless the channel says otherwise
 * @param channelSlowReaders the channels that do
 * @param eventMaxSize bytes of one encoded event
 * @param heartbeat silence after which a comment is sent
 * @param retry the delay that clients are told to wait before they reconnect, jittered by up to a fifth
 * @param writeTimeout time without progress after which a client is given up
 * @param streamChannels how many channels one stream may carry
 * @param deliveryLoops how many threads deliver
 * @param sinkThreads how many threads send through sinks, where responses cannot be taken over
 * @param crossOrigin the other origins whose pages have access
 * @param limits how much one node, and one client, may have
 * @param drainNotice how long the node still takes streams after it has said that it wants none
 * @param drainPeriod how long streams take to end when the application stops
 * @param drainRetry the delay that their clients are told to wait then, jittered by up to a half
 */
public record Settings(
        History history,
        Map<String, History> channelHistory,
        SlowReaders slowReaders,
        Map<String, SlowReaders> channelSlowReaders,
        int eventMaxSize,
        Duration heartbeat,
        Duration retry,
        Duration writeTimeout,
        int streamChannels,
        int deliveryLoops,
        int sinkThreads,
        CrossOrigin crossOrigin,
        Limits limits,
        Duration drainNotice,
        Duration drainPeriod,
        Duration drainRetry) {

    static final String PREFIX = "rivulet.";

    private static final String SLOW_READERS = ".slow-readers";

    private static final System.Logger LOG = System.getLogger(Settings.class.getName());
    private static final Pattern CHANNEL_KEY =
            Pattern.compile("rivulet\\.channel\\.(.+)\\.(?:history\\.(?:events|bytes|age)|slow-readers)");
    private static final Duration FOR_EVER = Duration.ofDays(36_500);
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
    private static final Set<String> KEYS = Set.of(
            "rivulet.history.events",
            "rivulet.history.bytes",
            "rivulet.history.age",
            "rivulet.slow-readers",
            "rivulet.event.max-size",
            "rivulet.stream.heartbeat",
            "rivulet.stream.retry",
            "rivulet.stream.write-timeout",
            "rivulet.stream.channels",
            "rivulet.delivery.loops",
            "rivulet.sink.threads",
            "rivulet.drain.notice",
            "rivulet.drain.period",
            "rivulet.drain.retry",
            CrossOrigin.ORIGINS,
            CrossOrigin.CREDENTIALS);

    /**
     * Reads the application's settings.
     *
     * @param channels the channels that are known already, whose own settings may come from a source that cannot list its
     *     keys
     * @return the settings
     * @throws InvalidSettingException if one cannot be used
     */
    public static Settings load(Set<String> channels) {
        return read(SettingsSource.ofThisApplication(), channels);
    }

    static Settings read(SettingsSource source, Set<String> knownChannels) {
        History defaults = new History(1_000, 1 << 20, Duration.ofMinutes(10));
        History history = history(source, "rivulet.history.", defaults);
        Set<String> channels = new TreeSet<>(knownChannels);
        for (String key : source.keys()) {
            Matcher channel = CHANNEL_KEY.matcher(key);
            if (channel.matches()) {
                channels.add(channel.group(1));
            }
        }
        unknown(source, channels)
                .forEach(key -> LOG.log(Level.WARNING, "Setting {0} means nothing to Rivulet: is it misspelt?", key));
        SlowReaders slowReaders = slowReaders(source, "rivulet.slow-readers", SlowReaders.DISCONNECT);
        Map<String, History> histories = new TreeMap<>();
        Map<String, SlowReaders> policies = new TreeMap<>();
        for (String name : channels) {
            String prefix = "rivulet.channel." + name;
            policies.put(name, slowReaders(source, prefix + SLOW_READERS, slowReaders));
            histories.put(name, history(source, prefix + ".history.", lasting(history, policies.get(name))));
        }
        Duration day = Duration.ofDays(1);
        return new Settings(
                lasting(history, slowReaders),
                Map.copyOf(histories),
                slowReaders,
                Map.copyOf(policies),
                (int) integer(source, "rivulet.event.max-size", 64 * 1024, 256, 64 << 20),
                duration(source, "rivulet.stream.heartbeat", Duration.ofSeconds(15), Duration.ofMillis(100), day),
                duration(source, "rivulet.stream.retry", Duration.ofSeconds(2), Duration.ZERO, day),
                duration(source, "rivulet.stream.write-timeout", Duration.ofSeconds(30), Duration.ofMillis(100), day),
                (int) integer(source, "rivulet.stream.channels", 1_000, 1, 1_000_000),
                (int) integer(
                        source, "rivulet.delivery.loops", Runtime.getRuntime().availableProcessors(), 1, 256),
                (int) integer(source, "rivulet.sink.threads", 32, 1, 4096),
                CrossOrigin.read(source),
                Limits.read(source),
                duration(source, "rivulet.drain.notice", Duration.ZERO, Duration.ZERO, Duration.ofHours(1)),
                duration(source, "rivulet.drain.period", Duration.ofSeconds(5), Duration.ZERO, Duration.ofHours(1)),
                duration(source, "rivulet.drain.retry", Duration.ofSeconds(5), Duration.ZERO, day));
    }

    /**
     * The keys that mean nothing. Some sources list an environment's {@code RIVULET_STREAM_WRITE_TIMEOUT} as
     * {@code rivulet.stream.write.timeout} too, and answer for the right key all the same.
     */
    static Set<String> unknown(SettingsSource source, Set<String> channels) {
        Set<String> known = new HashSet<>(KEYS);
        known.addAll(Limits.KEYS);
        channels.forEach(channel -> known.add("rivulet.channel." + channel + SLOW_READERS));
        Set<String> variables =
                known.stream().map(SettingsSource::variable).collect(Collectors.toCollection(HashSet::new));
        variables.retainAll(source.variables());
        return source.keys().stream()
                .filter(key -> !known.contains(key)
                        && !CHANNEL_KEY.matcher(key).matches()
                        && !variables.contains(SettingsSource.variable(key)))
                .collect(Collectors.toSet());
    }

    /**
     * What a channel's log holds.
     *
     * @param channel the channel's name
     * @return its own history or the default
     */
    public History historyOf(String channel) {
        return channelHistory.getOrDefault(channel, history);
    }

    /**
     * What happens to readers that a channel's log has moved past.
     *
     * @param channel the channel's name
     * @return its own policy or the default
     */
    public SlowReaders slowReadersOf(String channel) {
        return channelSlowReaders.getOrDefault(channel, slowReaders);
    }

    /** The current value of a key does not go out of date by itself. */
    private static History lasting(History history, SlowReaders policy) {
        return policy == SlowReaders.LATEST ? new History(history.events(), history.bytes(), FOR_EVER) : history;
    }

    private static SlowReaders slowReaders(SettingsSource source, String key, SlowReaders otherwise) {
        return read(source, key, otherwise, "disconnect, skip or latest", text -> switch (text) {
            case "disconnect" -> Optional.of(SlowReaders.DISCONNECT);
            case "skip" -> Optional.of(SlowReaders.SKIP);
            case "latest" -> Optional.of(SlowReaders.LATEST);
            default -> Optional.empty();
        });
    }

    private static History history(SettingsSource source, String prefix, History defaults) {
        return new History(
                (int) integer(source, prefix + "events", defaults.events(), 1, 100_000_000),
                integer(source, prefix + "bytes", defaults.bytes(), 1, 1L << 40),
                duration(source, prefix + "age", defaults.age(), Duration.ofMillis(1), FOR_EVER));
    }

    static long integer(SettingsSource source, String key, long otherwise, long least, long most) {
        return read(source, key, otherwise, "a whole number from " + least + " to " + most, text -> {
            if (!text.matches("\\d{1,18}")) {
                return Optional.empty();
            }
            long value = Long.parseLong(text);
            return value < least || value > most ? Optional.empty() : Optional.of(value);
        });
    }

    static Duration duration(SettingsSource source, String key, Duration otherwise, Duration least, Duration most) {
        String allowed = "a duration such as 500ms, 15s, 10m, 2h or 1d, from " + shown(least) + " to " + shown(most);
        return read(source, key, otherwise, allowed, text -> {
            Matcher matcher = DURATION.matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            Duration value = Duration.of(Long.parseLong(matcher.group(1)), unit(matcher.group(2)));
            return value.compareTo(least) < 0 || value.compareTo(most) > 0 ? Optional.empty() : Optional.of(value);
        });
    }

    private static ChronoUnit unit(String symbol) {
        return switch (symbol) {
            case "ms" -> ChronoUnit.MILLIS;
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
        };
    }

    private static <T> T read(
            SettingsSource source, String key, T otherwise, String allowed, Function<String, Optional<T>> parser) {
        Optional<String> text = source.get(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        return parser.apply(text.get().strip())
                .orElseThrow(() -> new InvalidSettingException(key, text.get(), allowed));
    }

    private static String shown(Duration duration) {
        return duration.toMillis() % 86_400_000 == 0 && !duration.isZero()
                ? duration.toDays() + "d"
                : duration.toMillis() + "ms";
    }
}
