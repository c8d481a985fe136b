/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import dev.rivulet.server.internal.config.Settings;
import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Settings of an engine under test: those of a test that says nothing never tick, and end at once. */
public final class TestSettings {

    private static final Duration LONG = Duration.ofHours(1);

    private final Map<String, String> values = new HashMap<>();

    public TestSettings() {
        history(new History(100, 100_000, LONG));
        liveness(LONG, LONG);
        retry(Duration.ZERO);
        streamChannels(100);
        loops(1);
        limits(100_000, 100_000, 100_000, 100_000, 1_000, 64, 64, Duration.ofSeconds(7));
        drain(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        set("rivulet.event.max-size", 10_000);
        set("rivulet.sink.threads", 1);
    }

    public TestSettings history(History all) {
        return history("rivulet.", all);
    }

    public TestSettings channel(String name, History its, SlowReaders policy) {
        String prefix = "rivulet.channel." + name + '.';
        set(prefix + "slow-readers", policy.name().toLowerCase(Locale.ROOT));
        return history(prefix, its);
    }

    /** As {@link #channel}, without an age. */
    public TestSettings finite(String name, int events, long bytes, SlowReaders policy) {
        String prefix = "rivulet.channel." + name + '.';
        set(prefix + "slow-readers", policy.name().toLowerCase(Locale.ROOT));
        set(prefix + "history.events", events);
        return set(prefix + "history.bytes", bytes);
    }

    public TestSettings compacted(String name) {
        return set("rivulet.channel." + name + ".compaction", true);
    }

    public TestSettings liveness(Duration heartbeatAfter, Duration stalledAfter) {
        set("rivulet.stream.heartbeat", heartbeatAfter);
        return set("rivulet.stream.write-timeout", stalledAfter);
    }

    public TestSettings retry(Duration delay) {
        return set("rivulet.stream.retry", delay);
    }

    public TestSettings streamChannels(int most) {
        return set("rivulet.stream.channels", most);
    }

    public TestSettings loops(int count) {
        return set("rivulet.delivery.loops", count);
    }

    public TestSettings limits(
            int streams,
            int perChannel,
            int perPrincipal,
            int perAddress,
            int channels,
            int lastEventId,
            int eventId,
            Duration retryAfter) {
        set("rivulet.limit.streams", streams);
        set("rivulet.limit.streams-per-channel", perChannel);
        set("rivulet.limit.streams-per-principal", perPrincipal);
        set("rivulet.limit.streams-per-address", perAddress);
        set("rivulet.limit.channels", channels);
        set("rivulet.limit.last-event-id", lastEventId);
        set("rivulet.limit.event-id", eventId);
        return set("rivulet.limit.retry-after", retryAfter);
    }

    public TestSettings channelsPerPrincipal(int most) {
        return set("rivulet.limit.channels-per-principal", most);
    }

    public TestSettings drain(Duration notice, Duration period, Duration retryAfter) {
        set("rivulet.drain.notice", notice);
        set("rivulet.drain.period", period);
        return set("rivulet.drain.retry", retryAfter);
    }

    public TestSettings life(Duration linger, Duration idle) {
        set("rivulet.channel.linger", linger);
        return set("rivulet.channel.idle", idle);
    }

    public TestSettings historyTotal(long bytes) {
        return set("rivulet.history.total", bytes);
    }

    public TestSettings feedWindow(int events) {
        return set("rivulet.feed.window", events);
    }

    public TestSettings begun(int perPrincipal, int perMinute) {
        set("rivulet.limit.finite-channels-per-principal", perPrincipal);
        return set("rivulet.limit.begun-per-minute", perMinute);
    }

    public TestSettings lifetime(Duration most) {
        return set("rivulet.stream.lifetime", most);
    }

    public Settings build() {
        return Settings.of(values);
    }

    private TestSettings history(String prefix, History history) {
        set(prefix + "history.events", history.events());
        set(prefix + "history.bytes", history.bytes());
        return set(prefix + "history.age", history.age());
    }

    /** Whole numbers, flags and durations are written as Java writes them. */
    private TestSettings set(String key, Object value) {
        values.put(key, value.toString());
        return this;
    }
}
