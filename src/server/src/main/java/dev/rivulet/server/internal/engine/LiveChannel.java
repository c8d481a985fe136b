/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import dev.rivulet.server.ChannelCounts;
import dev.rivulet.server.internal.engine.delivery.ChannelFeeds;
import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import dev.rivulet.server.internal.engine.log.Remains;
import java.util.Optional;

/** A channel in use: its log, and who reads it. Once closed it takes neither events nor readers, and its name has another. Thread-safe. */
final class LiveChannel implements Known {

    private final ChannelLog log;
    private final ChannelFeeds feeds;
    private final Optional<Ending> ending;

    LiveChannel(ChannelLog log, ChannelFeeds feeds, Optional<Ending> ending) {
        this.log = log;
        this.feeds = feeds;
        this.ending = ending;
    }

    ChannelLog log() {
        return log;
    }

    ChannelFeeds feeds() {
        return feeds;
    }

    /** How it ends, if it is finite. */
    Optional<Ending> ending() {
        return ending;
    }

    boolean isFinite() {
        return ending.isPresent();
    }

    boolean hasEnded() {
        return ending.isPresent() && ending.get().hasEnded();
    }

    /** Appends an event and wakes the loops that have readers; its stamp, or {@link ChannelLog#NOT_TAKEN}. */
    long publish(EncodedEvent event) {
        long stamp = log.append(event);
        feeds.wake();
        return stamp;
    }

    /** Whether it is ordinary and has neither events nor readers at the moment. */
    boolean isEmpty() {
        return ending.isEmpty() && log.oldest() > log.head() && feeds.isEmpty();
    }

    /** Whether it is ordinary and has no readers at the moment, and no event for that long. */
    boolean mayRest(long nanos, long now) {
        return isEmpty()
                || (ending.isEmpty()
                        && feeds.isEmpty()
                        && now - feeds.emptySince() >= nanos
                        && now - log.lastAppendOr(feeds.emptySince()) >= nanos);
    }

    /** Closes it, if it has no readers and another log could go on with its events. */
    Optional<QuietChannel> rest() {
        if (!feeds.close()) {
            return Optional.empty();
        }
        Remains remains = log.rest();
        if (remains == null) {
            feeds.reopen();
            return Optional.empty();
        }
        long left = feeds.emptySince();
        long published = log.lastAppendOr(left);
        return Optional.of(QuietChannel.of(remains, published - left > 0 ? published : left, feeds.meter()));
    }

    @Override
    public long stamp() {
        return log.position().stamp();
    }

    @Override
    public int subscribers() {
        return feeds.subscribers();
    }

    @Override
    public long lag() {
        return feeds.lag();
    }

    @Override
    public ChannelCounts counts() {
        return feeds.counts();
    }
}
