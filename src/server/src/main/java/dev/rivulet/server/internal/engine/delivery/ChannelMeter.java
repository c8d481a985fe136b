/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.ChannelCounts;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens to a channel's streams. Thread-safe. */
public final class ChannelMeter {

    final LongAdder delivered = new LongAdder();
    final LongAdder gaps = new LongAdder();
    final LongAdder disconnected = new LongAdder();
    final LongAdder skipped = new LongAdder();
    final LongAdder replaced = new LongAdder();
    final LongAdder stalled = new LongAdder();

    /**
     * A meter that goes on counting.
     *
     * @param delivered what has been delivered already
     */
    public ChannelMeter(long delivered) {
        this.delivered.add(delivered);
    }

    /**
     * What has been delivered.
     *
     * @return events, each once for each stream
     */
    public long delivered() {
        return delivered.sum();
    }

    /**
     * Whether something else has been counted.
     *
     * @return false if {@link #delivered} says it all
     */
    public boolean hasMore() {
        return gaps.sum() + disconnected.sum() + skipped.sum() + replaced.sum() + stalled.sum() > 0;
    }

    /**
     * All counts.
     *
     * @param published how many events the channel has had
     * @param evicted how many of them the log has dropped
     * @return a snapshot
     */
    public ChannelCounts counts(long published, long evicted) {
        return new NodeChannelCounts(
                published,
                delivered.sum(),
                evicted,
                gaps.sum(),
                disconnected.sum(),
                skipped.sum(),
                replaced.sum(),
                stalled.sum());
    }
}
