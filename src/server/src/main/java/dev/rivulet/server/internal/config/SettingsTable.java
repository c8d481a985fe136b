/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that operators may set. Reading, the warning of unknown keys and the tables of the guide's page come from it: for a new
 * row add an accessor to {@link Settings}, and a test says which lines the guide needs.
 */
final class SettingsTable {

    /** A table of the guide. */
    record Subject(String title, List<Setting<?>> settings) {}

    static final Duration FOR_EVER = Duration.ofDays(36_500);

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TENTH = Duration.ofMillis(100);
    private static final Syntax<Integer> COUNT = Syntax.wholeNumber(1, 10_000_000);
    private static final Syntax<Integer> CHARACTERS = Syntax.wholeNumber(1, 1 << 20);

    static final Setting<Integer> HISTORY_EVENTS = Setting.of(
            "rivulet.history.events",
            Syntax.wholeNumber(1, 100_000_000),
            "1000",
            "maximum number of retained events; with compaction, of keys");
    static final Setting<Long> HISTORY_BYTES = Setting.of(
            "rivulet.history.bytes",
            Syntax.size(1, 1L << 40),
            "1m",
            "maximum size of the retained events. Each counts as its encoded bytes and 25 more, with compaction about 240"
                    + " more and its key; with half-filled segments the log takes at most two and a half times as much heap,"
                    + " and 128 KiB. The newest event is retained whatever its size");
    static final Setting<Duration> HISTORY_AGE = Setting.of(
            "rivulet.history.age",
            Syntax.duration(Duration.ofMillis(1), FOR_EVER),
            "10m",
            "maximum age of retained events; with compaction and in finite channels, only where it is set for the channel");
    static final Setting<SlowReaders> SLOW_READERS = Setting.of(
            "rivulet.slow-readers",
            Syntax.choice(List.of(SlowReaders.DISCONNECT, SlowReaders.SKIP))
                    .withAdvice("; a channel that retains the newest event of each key has compaction=true"),
            "disconnect",
            "what happens to a stream when events that it has not been sent are no longer retained: it is ended, or it"
                    + " is told the gap and goes on");
    static final Setting<Boolean> COMPACTION = Setting.of(
            "rivulet.compaction", Syntax.flag(), "false", "retain the newest event of each key instead of all events");

    static final Setting<Duration> CHANNEL_LINGER = Setting.of(
            "rivulet.channel.linger",
            Syntax.duration(Duration.ZERO, FOR_EVER),
            "10m",
            "how long a finite channel can still be read after its end; then it is forgotten");
    static final Setting<Duration> CHANNEL_IDLE = Setting.of(
            "rivulet.channel.idle",
            Syntax.duration(Duration.ofSeconds(1), FOR_EVER),
            "10m",
            "how long a channel that no injection point names is known without streams, retained events and publications; then"
                    + " it is forgotten");
    static final Setting<Long> HISTORY_TOTAL = Setting.of(
            "rivulet.history.total",
            Syntax.size(1 << 20, 1L << 40),
            Long.toString(
                    Math.max(1 << 20, Math.min(1L << 40, Runtime.getRuntime().maxMemory() / 4))),
            "a quarter of the maximum heap",
            "maximum memory for the retained events of all channels together, half-filled segments included. The oldest events of"
                    + " the largest channels are dropped first");

    static final Setting<Integer> EVENT_MAX_SIZE = Setting.of(
            "rivulet.event.max-size",
            Syntax.size(256, 64 << 20).map(Math::toIntExact),
            "64k",
            "maximum size of one encoded event");
    static final Setting<Duration> HEARTBEAT = Setting.of(
            "rivulet.stream.heartbeat",
            Syntax.duration(TENTH, DAY),
            "15s",
            "silence after which a comment is sent; this is how clients that have gone are noticed");
    static final Setting<Duration> RETRY = Setting.of(
            "rivulet.stream.retry",
            Syntax.duration(Duration.ZERO, DAY),
            "2s",
            "reconnection delay sent to clients, varied by up to 20 % from stream to stream");
    static final Setting<Duration> WRITE_TIMEOUT = Setting.of(
            "rivulet.stream.write-timeout",
            Syntax.duration(TENTH, DAY),
            "30s",
            "how long a stream may accept no bytes before it is ended");
    static final Setting<Optional<Duration>> LIFETIME = Setting.of(
            "rivulet.stream.lifetime",
            Syntax.orOff(Syntax.duration(Duration.ofSeconds(1), DAY)),
            "off",
            "how long a stream lasts at most, shortened by up to 10 % from stream to stream; its client comes back and misses"
                    + " nothing");
    static final Setting<Integer> STREAM_CHANNELS = Setting.of(
            "rivulet.stream.channels",
            Syntax.wholeNumber(1, 1_000_000),
            "1000",
            "channels that one stream may carry, and one request may name");

    static final Setting<Integer> LIMIT_STREAMS = Setting.of(
            "rivulet.limit.streams", COUNT, "50000", "open streams of this node; one more is answered with 503");
    static final Setting<Integer> LIMIT_STREAMS_PER_CHANNEL = Setting.like(
            "rivulet.limit.streams-per-channel",
            LIMIT_STREAMS,
            "open streams of one channel; one more is answered with 503");
    static final Setting<Integer> LIMIT_STREAMS_PER_PRINCIPAL = Setting.of(
            "rivulet.limit.streams-per-principal",
            COUNT,
            "100",
            "open streams of one authenticated user; one more is answered with 429");
    static final Setting<Integer> LIMIT_STREAMS_PER_ADDRESS = Setting.like(
            "rivulet.limit.streams-per-address",
            LIMIT_STREAMS,
            "open streams of one remote address, which behind a reverse proxy may be the proxy's; one more is answered"
                    + " with 429");
    static final Setting<Integer> LIMIT_CHANNELS = Setting.of(
            "rivulet.limit.channels",
            COUNT,
            "100000",
            "channels that there may be; one more is a `ChannelLimitException`, which a request is told as 503");
    static final Setting<Integer> LIMIT_CHANNELS_PER_PRINCIPAL = Setting.of(
            "rivulet.limit.channels-per-principal",
            COUNT,
            "100",
            "channels that are made for one authenticated user's requests, where the `ChannelPolicy` allows that, and"
                    + " for all requests without a user together; one more is answered with 429. The user's own (`@me`)"
                    + " does not count");
    static final Setting<Integer> LIMIT_FINITE_CHANNELS_PER_PRINCIPAL = Setting.of(
            "rivulet.limit.finite-channels-per-principal",
            COUNT,
            "1000",
            "finite channels that were begun in one authenticated user's requests and are not forgotten; one more is a"
                    + " `ChannelLimitException`, which the request is told as 429");
    static final Setting<Integer> LIMIT_BEGUN_PER_MINUTE = Setting.of(
            "rivulet.limit.begun-per-minute",
            COUNT,
            "600",
            "finite channels that are begun in one authenticated user's requests within a minute; one more is a"
                    + " `ChannelLimitException`, which the request is told as 429");
    static final Setting<Integer> LIMIT_LAST_EVENT_ID = Setting.of(
            "rivulet.limit.last-event-id",
            CHARACTERS,
            "8192",
            "characters of the id that a client resumes from; a longer one is answered with 400");
    static final Setting<Integer> LIMIT_EVENT_ID = Setting.of(
            "rivulet.limit.event-id",
            CHARACTERS,
            "1024",
            "characters of an id that the application gives an event; a longer one is refused when the event is"
                    + " published, since a client could not send it back");
    static final Setting<Duration> LIMIT_RETRY_AFTER = Setting.of(
            "rivulet.limit.retry-after",
            Syntax.duration(Duration.ofSeconds(1), DAY),
            "10s",
            "the `Retry-After` of 503 and 429, varied upwards by up to half as much");

    static final Setting<Set<String>> CORS_ORIGINS = Setting.of(
            "rivulet.cors.origins",
            CrossOrigin.SYNTAX,
            "",
            "none",
            "origins whose pages may read the streams of the application, with commas between:"
                    + " `https://app.example.org,http://localhost:3000`, or `*` for all");
    static final Setting<Boolean> CORS_CREDENTIALS = Setting.of(
            "rivulet.cors.credentials",
            Syntax.flag(),
            "false",
            "whether such pages may send cookies and so act as their user; not together with `*`");

    static final Setting<Duration> DRAIN_NOTICE = Setting.of(
            "rivulet.drain.notice",
            Syntax.duration(Duration.ZERO, HOUR),
            "0s",
            "before a drain: how long the node still accepts streams although its readiness check says no, so that load"
                    + " balancers notice in time");
    static final Setting<Duration> DRAIN_PERIOD = Setting.of(
            "rivulet.drain.period",
            Syntax.duration(Duration.ZERO, HOUR),
            "5s",
            "streams end at random moments spread over this period when the application stops; the server waits for it");
    static final Setting<Duration> DRAIN_RETRY = Setting.of(
            "rivulet.drain.retry",
            Syntax.duration(Duration.ZERO, DAY),
            "5s",
            "reconnection delay sent to their clients, varied by up to 50 % from stream to stream");

    static final Setting<Integer> DELIVERY_LOOPS = Setting.of(
            "rivulet.delivery.loops",
            Syntax.wholeNumber(1, 256),
            Integer.toString(Math.min(256, Runtime.getRuntime().availableProcessors())),
            "one per core",
            "threads that deliver events");
    static final Setting<Integer> SINK_THREADS = Setting.of(
            "rivulet.sink.threads",
            Syntax.wholeNumber(1, 4_096),
            "32",
            "threads for streams whose output blocks: all on Open Liberty, elsewhere those that have to go through their"
                    + " `SseEventSink`; as many of them can be stuck before the others wait");

    static final Setting<Integer> FEED_WINDOW = Setting.of(
            "rivulet.feed.window",
            Syntax.wholeNumber(1, 1_000_000),
            "256",
            "events that a publisher or iterator which feeds a finite channel may be ahead of the slowest open stream");
    static final Setting<Integer> FEED_THREADS = Setting.of(
            "rivulet.feed.threads",
            Syntax.wholeNumber(1, 4_096),
            "32",
            "threads that ask iterators which feed finite channels: as many of them can wait for their next item before others"
                    + " wait. As many again ask publishers");

    /** Those that one channel, or all that a pattern fits, may have of their own. */
    static final List<Setting<?>> OF_CHANNELS =
            List.of(HISTORY_EVENTS, HISTORY_BYTES, HISTORY_AGE, SLOW_READERS, COMPACTION);

    static final List<Subject> SUBJECTS = List.of(
            new Subject("Channels", OF_CHANNELS),
            new Subject("All channels", List.of(CHANNEL_LINGER, CHANNEL_IDLE, HISTORY_TOTAL, FEED_WINDOW)),
            new Subject(
                    "Events and streams",
                    List.of(EVENT_MAX_SIZE, HEARTBEAT, RETRY, WRITE_TIMEOUT, LIFETIME, STREAM_CHANNELS)),
            new Subject(
                    "Limits",
                    List.of(
                            LIMIT_STREAMS,
                            LIMIT_STREAMS_PER_CHANNEL,
                            LIMIT_STREAMS_PER_PRINCIPAL,
                            LIMIT_STREAMS_PER_ADDRESS,
                            LIMIT_CHANNELS,
                            LIMIT_CHANNELS_PER_PRINCIPAL,
                            LIMIT_FINITE_CHANNELS_PER_PRINCIPAL,
                            LIMIT_BEGUN_PER_MINUTE,
                            LIMIT_LAST_EVENT_ID,
                            LIMIT_EVENT_ID,
                            LIMIT_RETRY_AFTER)),
            new Subject("Pages of other origins", List.of(CORS_ORIGINS, CORS_CREDENTIALS)),
            new Subject("Drain", List.of(DRAIN_NOTICE, DRAIN_PERIOD, DRAIN_RETRY)),
            new Subject("Threads", List.of(DELIVERY_LOOPS, SINK_THREADS, FEED_THREADS)));

    private SettingsTable() {}

    static Stream<Setting<?>> all() {
        return SUBJECTS.stream().flatMap(subject -> subject.settings().stream());
    }
}
