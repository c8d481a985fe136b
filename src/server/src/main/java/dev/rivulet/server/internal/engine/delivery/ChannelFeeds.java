/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.ChannelCounts;
import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A channel's subscriptions, by the loop that owns them. Thread-safe. */
public final class ChannelFeeds {

    private final ChannelLog log;
    private final SlowReaders slowReaders;
    private final List<ChannelFeed> feeds;
    private final Audience audience;
    private final ChannelMeter meter;
    private volatile Runnable onMoved = () -> {};

    ChannelFeeds(
            ChannelLog log, SlowReaders slowReaders, List<ChannelFeed> feeds, Audience audience, ChannelMeter meter) {
        this.log = log;
        this.slowReaders = slowReaders;
        this.feeds = feeds;
        this.audience = audience;
        this.meter = meter;
    }

    /** Has every loop deliver what its subscriptions have not sent. The publisher's part: never blocks. */
    public void wake() {
        for (ChannelFeed feed : feeds) {
            feed.wake();
        }
    }

    /** Has every loop tell its subscriptions that the channel has ended, after the end has been appended. Never blocks on one. */
    public void end() {
        for (ChannelFeed feed : feeds) {
            feed.end();
        }
    }

    /**
     * Counts one who is about to read. From then on the channel is held, until that one has {@linkplain #leave left}.
     *
     * @return false if the channel has been closed
     */
    public boolean enter() {
        return audience.enter();
    }

    /** One who had entered reads no more. */
    public void leave() {
        audience.leave();
    }

    /**
     * Lets no one in from now on, if no one is there.
     *
     * @return true if it is closed
     */
    public boolean close() {
        return audience.close();
    }

    /** Lets no one in from now on, and has every loop tell those who are there that another channel has the name. */
    public void replace() {
        audience.shut();
        end();
    }

    /** Takes a {@link #close} back. */
    public void reopen() {
        audience.reopen();
    }

    /**
     * Whether no one reads it or is about to.
     *
     * @return true if it is not held
     */
    public boolean isEmpty() {
        return audience.isEmpty();
    }

    /**
     * Whether the last of those who had entered has left, and none has come for that long.
     *
     * @param nanos how long
     * @return false also where no one ever came
     */
    public boolean hasLeft(long nanos) {
        return audience.hasLeft(nanos);
    }

    /**
     * Since when no one has been there.
     *
     * @return a time by the loops' clock
     */
    public long emptySince() {
        return audience.emptySince();
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
     * Has every loop tell how far the one that is furthest behind has come, after what the loop has been told before.
     *
     * @return completed by the loops: with the number of the last event that all of them have been written, or a lower one where events
     *     are published meanwhile; the newest one's where there is none
     */
    public CompletableFuture<Long> written() {
        long head = log.head(); // first: what comes meanwhile counts as not written
        List<CompletableFuture<Long>> lags =
                feeds.stream().map(ChannelFeed::lagNow).toList();
        return CompletableFuture.allOf(lags.toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> head
                        - lags.stream().mapToLong(CompletableFuture::join).max().orElse(0));
    }

    /**
     * Has something done whenever a subscription that was stuck has been written to again; of several calls the last counts.
     *
     * @param action called on a loop: must be quick
     */
    public void whenMoved(Runnable action) {
        onMoved = action;
    }

    /** On a loop. */
    void moved() {
        onMoved.run();
    }

    /**
     * What has happened to the channel and to them.
     *
     * @return a snapshot
     */
    public ChannelCounts counts() {
        return meter.counts(log.head(), log.evicted());
    }

    /**
     * What counts for them.
     *
     * @return the channel's meter
     */
    public ChannelMeter meter() {
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
