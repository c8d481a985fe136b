/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import dev.rivulet.server.internal.config.CrossOrigin;
import dev.rivulet.server.internal.config.Limits;
import dev.rivulet.server.internal.config.Settings;
import dev.rivulet.server.internal.engine.log.History;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Settings of an engine under test: those of a test that says nothing never tick, and end at once. */
public final class TestSettings {

    private static final Duration LONG = Duration.ofHours(1);

    private final Map<String, History> histories = new HashMap<>();
    private final Map<String, SlowReaders> slowReaders = new HashMap<>();
    private History history = new History(100, 100_000, LONG);
    private Duration heartbeat = LONG;
    private Duration writeTimeout = LONG;
    private Duration retry = Duration.ZERO;
    private int streamChannels = 100;
    private int loops = 1;
    private Limits limits = new Limits(100_000, 100_000, 100_000, 100_000, 1_000, 64, 64, Duration.ofSeconds(7));
    private Duration drainNotice = Duration.ZERO;
    private Duration drainPeriod = Duration.ZERO;
    private Duration drainRetry = Duration.ZERO;

    public TestSettings history(History all) {
        history = all;
        return this;
    }

    public TestSettings channel(String name, History its, SlowReaders policy) {
        histories.put(name, its);
        slowReaders.put(name, policy);
        return this;
    }

    public TestSettings liveness(Duration heartbeatAfter, Duration stalledAfter) {
        heartbeat = heartbeatAfter;
        writeTimeout = stalledAfter;
        return this;
    }

    public TestSettings retry(Duration delay) {
        retry = delay;
        return this;
    }

    public TestSettings streamChannels(int most) {
        streamChannels = most;
        return this;
    }

    public TestSettings loops(int count) {
        loops = count;
        return this;
    }

    public TestSettings limits(Limits all) {
        limits = all;
        return this;
    }

    public TestSettings drain(Duration notice, Duration period, Duration retryAfter) {
        drainNotice = notice;
        drainPeriod = period;
        drainRetry = retryAfter;
        return this;
    }

    public Settings build() {
        return new Settings(
                history,
                Map.copyOf(histories),
                SlowReaders.DISCONNECT,
                Map.copyOf(slowReaders),
                10_000,
                heartbeat,
                retry,
                writeTimeout,
                streamChannels,
                loops,
                1,
                new CrossOrigin(Set.of(), false),
                limits,
                drainNotice,
                drainPeriod,
                drainRetry);
    }
}
