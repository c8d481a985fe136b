/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What operators have set, all of it read and checked at once. {@link SettingsTable} has defaults, limits and meanings, and
 * so has the guide's page on settings. Immutable.
 */
public final class Settings {

    private static final System.Logger LOG = System.getLogger(Settings.class.getName());

    private final Values values;
    private final ChannelSettings channels;
    private final CrossOrigin crossOrigin;
    private final Limits limits;

    private Settings(Values values, ChannelSettings channels, CrossOrigin crossOrigin) {
        this.values = values;
        this.channels = channels;
        this.crossOrigin = crossOrigin;
        this.limits = new Limits(values);
    }

    /**
     * Reads the application's settings, and warns of those that have no effect or are probably misspelt.
     *
     * @param channels the channels that are known already, whose own settings may come from a source that cannot list its
     *     keys
     * @return the settings
     * @throws InvalidSettingException if some cannot be used; it names all of them
     */
    public static Settings load(Set<String> channels) {
        SettingsSource source = SettingsSource.ofThisApplication();
        new Misspellings(source, channels).tell(LOG);
        return read(source, channels);
    }

    /**
     * Takes settings from a map, and from nowhere else.
     *
     * @param values by key, written as anywhere
     * @return the settings
     * @throws InvalidSettingException if some cannot be used; it names all of them
     */
    public static Settings of(Map<String, String> values) {
        return read(new SettingsSource.Given(Map.copyOf(values)), Set.of());
    }

    static Settings read(SettingsSource source, Set<String> knownChannels) {
        Reading reading = new Reading(source);
        Values values = reading.values(SettingsTable.all().toList(), Setting::key);
        ChannelSettings channels = ChannelSettings.read(source, reading, knownChannels);
        CrossOrigin crossOrigin = CrossOrigin.of(values, reading);
        reading.end();
        return new Settings(values, channels, crossOrigin);
    }

    /**
     * What a channel's log holds.
     *
     * @param channel the channel's name
     * @return what the channel itself has, else what the most exact pattern has, else the default
     */
    public History historyOf(String channel) {
        return history(
                channel,
                isCompacted(channel)
                        ? SettingsTable.FOR_EVER // the current value of a key does not go out of date by itself
                        : values.get(SettingsTable.HISTORY_AGE));
    }

    /**
     * What a finite channel's log holds: its events do not go out of date before it ends.
     *
     * @param channel the channel's name
     * @return what the channel itself has, else what the most exact pattern has, else the default
     */
    public History historyOfFinite(String channel) {
        return history(channel, SettingsTable.FOR_EVER);
    }

    private History history(String channel, Duration otherwise) {
        return new History(
                ofChannel(channel, SettingsTable.HISTORY_EVENTS),
                ofChannel(channel, SettingsTable.HISTORY_BYTES),
                channels.find(channel, SettingsTable.HISTORY_AGE).orElse(otherwise));
    }

    /**
     * Whether a channel's log holds the newest event of each key, instead of all events.
     *
     * @param channel the channel's name
     * @return what the channel itself has, else what the most exact pattern has, else the default
     */
    public boolean isCompacted(String channel) {
        return ofChannel(channel, SettingsTable.COMPACTION);
    }

    /**
     * What happens to readers that a channel's log has moved past.
     *
     * @param channel the channel's name
     * @return what the channel itself has, else what the most exact pattern has, else the default, which is {@link
     *     SlowReaders#SKIP} with compaction
     */
    public SlowReaders slowReadersOf(String channel) {
        return channels.find(channel, SettingsTable.SLOW_READERS)
                .orElseGet(() -> isCompacted(channel)
                        ? SlowReaders.SKIP // what a key's newest value has replaced is not worth a new stream
                        : values.get(SettingsTable.SLOW_READERS));
    }

    /**
     * The channels that injection points or settings name, of which some may never exist.
     *
     * @return names
     */
    public Set<String> namedChannels() {
        return channels.names();
    }

    /**
     * The limit of one encoded event.
     *
     * @return bytes
     */
    public int eventMaxSize() {
        return values.get(SettingsTable.EVENT_MAX_SIZE);
    }

    /**
     * Silence after which a comment is sent.
     *
     * @return a positive duration
     */
    public Duration heartbeat() {
        return values.get(SettingsTable.HEARTBEAT);
    }

    /**
     * The delay that clients are told to wait before they reconnect, still to be varied.
     *
     * @return zero or more
     */
    public Duration retry() {
        return values.get(SettingsTable.RETRY);
    }

    /**
     * Time without progress after which a stream is ended.
     *
     * @return a positive duration
     */
    public Duration writeTimeout() {
        return values.get(SettingsTable.WRITE_TIMEOUT);
    }

    /**
     * How long a stream lasts at most, still to be varied.
     *
     * @return a positive duration, or empty for as long as its client likes
     */
    public Optional<Duration> streamLifetime() {
        return values.get(SettingsTable.LIFETIME);
    }

    /**
     * How long a finite channel can be read after its end.
     *
     * @return zero or more
     */
    public Duration channelLinger() {
        return values.get(SettingsTable.CHANNEL_LINGER);
    }

    /**
     * How long a channel is known that nothing happens to.
     *
     * @return at least a second
     */
    public Duration channelIdle() {
        return values.get(SettingsTable.CHANNEL_IDLE);
    }

    /**
     * What all logs may take together.
     *
     * @return bytes
     */
    public long historyTotal() {
        return values.get(SettingsTable.HISTORY_TOTAL);
    }

    /**
     * How many channels one stream may carry.
     *
     * @return at least 1
     */
    public int streamChannels() {
        return values.get(SettingsTable.STREAM_CHANNELS);
    }

    /**
     * How many threads deliver.
     *
     * @return at least 1
     */
    public int deliveryLoops() {
        return values.get(SettingsTable.DELIVERY_LOOPS);
    }

    /**
     * How many threads send through sinks, where responses cannot be taken over.
     *
     * @return at least 1
     */
    public int sinkThreads() {
        return values.get(SettingsTable.SINK_THREADS);
    }

    /**
     * How many events what feeds a finite channel may be ahead of its slowest reader.
     *
     * @return at least 1
     */
    public int feedWindow() {
        return values.get(SettingsTable.FEED_WINDOW);
    }

    /**
     * How many threads ask iterators, and how many others publishers, that feed finite channels.
     *
     * @return at least 1
     */
    public int feedThreads() {
        return values.get(SettingsTable.FEED_THREADS);
    }

    /**
     * The other origins whose pages have access.
     *
     * @return none unless they are set
     */
    public CrossOrigin crossOrigin() {
        return crossOrigin;
    }

    /**
     * How much one node, and one client, may have.
     *
     * @return the limits
     */
    public Limits limits() {
        return limits;
    }

    /**
     * How long the node still takes streams after it has said that it wants none.
     *
     * @return zero or more
     */
    public Duration drainNotice() {
        return values.get(SettingsTable.DRAIN_NOTICE);
    }

    /**
     * How long streams take to end when the application stops.
     *
     * @return zero or more
     */
    public Duration drainPeriod() {
        return values.get(SettingsTable.DRAIN_PERIOD);
    }

    /**
     * The delay that their clients are told to wait then, still to be varied.
     *
     * @return zero or more
     */
    public Duration drainRetry() {
        return values.get(SettingsTable.DRAIN_RETRY);
    }

    /** The node's settings, defaults among them. */
    @Override
    public String toString() {
        return SettingsTable.all()
                .map(setting -> setting.key() + '=' + values.get(setting))
                .collect(Collectors.joining(", "));
    }

    private <T> T ofChannel(String channel, Setting<T> setting) {
        return channels.find(channel, setting).orElseGet(() -> values.get(setting));
    }
}
