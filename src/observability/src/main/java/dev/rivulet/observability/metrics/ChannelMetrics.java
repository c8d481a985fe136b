/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.observability.metrics;

import dev.rivulet.server.ChannelCounts;
import org.eclipse.microprofile.metrics.Tag;

/** The metrics of one channel, or of several together. One thread at a time shows, any reads. */
final class ChannelMetrics {

    private static final String ACTIONS = "rivulet_slow_reader_actions_total";
    private static final String ACTIONS_ARE = "What was done about clients that read too slowly";

    private final RisingCounter published;
    private final RisingCounter delivered;
    private final RisingCounter evicted;
    private final RisingCounter gaps;
    private final RisingCounter disconnected;
    private final RisingCounter skipped;
    private final RisingCounter replaced;
    private final RisingCounter stalled;
    private volatile long lag;
    private volatile long streams;

    ChannelMetrics(Metrics metrics, String name) {
        Tag channel = new Tag("channel", name);
        published = metrics.counter("rivulet_events_published_total", "Events published", channel);
        delivered = metrics.counter(
                "rivulet_events_delivered_total", "Events written, once for each stream that had them", channel);
        evicted = metrics.counter("rivulet_evictions_total", "Events that the log dropped to keep its bounds", channel);
        gaps = metrics.counter("rivulet_gaps_total", "How often a client was told that events may be missing", channel);
        disconnected = metrics.counter(ACTIONS, ACTIONS_ARE, channel, new Tag("action", "disconnect"));
        skipped = metrics.counter(ACTIONS, ACTIONS_ARE, channel, new Tag("action", "skip"));
        replaced = metrics.counter(ACTIONS, ACTIONS_ARE, channel, new Tag("action", "replace"));
        stalled = metrics.counter(ACTIONS, ACTIONS_ARE, channel, new Tag("action", "stall"));
        metrics.gauge(
                "rivulet_lag_events", "Events that the stream furthest behind has to be sent", () -> lag, channel);
        metrics.gauge("rivulet_channel_streams", "Open streams that carry the channel", () -> streams, channel);
    }

    void count(ChannelCounts counts) {
        published.riseTo(counts.published());
        delivered.riseTo(counts.delivered());
        evicted.riseTo(counts.evicted());
        gaps.riseTo(counts.gaps());
        disconnected.riseTo(counts.disconnected());
        skipped.riseTo(counts.skipped());
        replaced.riseTo(counts.replaced());
        stalled.riseTo(counts.stalled());
    }

    void stand(long lagNow, long streamsNow) {
        lag = lagNow;
        streams = streamsNow;
    }
}
