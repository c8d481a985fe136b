/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.ChannelCounts;
import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.util.List;

/** A channel's subscriptions, by the loop that owns them. Thread-safe. */
public final class ChannelFeeds {

    private final ChannelLog log;
    private final SlowReaders slowReaders;
    private final List<ChannelFeed> feeds;
    private final ChannelMeter meter = new ChannelMeter();

    ChannelFeeds(ChannelLog log, SlowReaders slowReaders, List<ChannelFeed> feeds) {
        this.log = log;
        this.slowReaders = slowReaders;
        this.feeds = feeds;
    }

    /** Has every loop deliver what its subscriptions have not sent. The publisher's part: never blocks. */
    public void wake() {
        for (ChannelFeed feed : feeds) {
            feed.wake();
        }
    }

    /**
     * How many open subscriptions there are.
     *
     * @return the number
     */
    public int subscribers() {
        return feeds.stream().mapToInt(ChannelFeed::size).sum();
    }

    /**
     * How far the one that is furthest behind was behind the head, at its loop's last tick.
     *
     * @return events
     */
    public long lag() {
        return feeds.stream().mapToLong(ChannelFeed::lag).max().orElse(0);
    }

    /**
     * What has happened to the channel and to them.
     *
     * @return a snapshot
     */
    public ChannelCounts counts() {
        return meter.counts(log);
    }

    ChannelMeter meter() {
        return meter;
    }

    SlowReaders slowReaders() {
        return slowReaders;
    }

    ChannelLog log() {
        return log;
    }

    ChannelFeed on(DeliveryLoop loop) {
        return feeds.stream().filter(feed -> feed.isOn(loop)).findFirst().orElseThrow();
    }
}
