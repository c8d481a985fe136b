/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import dev.rivulet.server.ChannelCounts;
import dev.rivulet.server.internal.engine.delivery.ChannelMeter;
import dev.rivulet.server.internal.engine.log.Remains;
import org.jspecify.annotations.Nullable;

/**
 * A channel that has no reader and to which nothing is published: a name, and what another log needs to go on where the last one stood.
 * There may be a million of them, so it has no log, no feeds, and no counters but those that have counted something unusual.
 * Immutable.
 */
final class QuietChannel implements Known {

    private final Remains remains;
    private final long since;
    private final long delivered;
    private final @Nullable ChannelMeter meter;

    private QuietChannel(Remains remains, long since, long delivered, @Nullable ChannelMeter meter) {
        this.remains = remains;
        this.since = since;
        this.delivered = delivered;
        this.meter = meter;
    }

    /** One that has never been used. */
    static QuietChannel unused(Remains remains, long now) {
        return new QuietChannel(remains, now, 0, null);
    }

    static QuietChannel of(Remains remains, long since, ChannelMeter meter) {
        return new QuietChannel(remains, since, meter.delivered(), meter.hasMore() ? meter : null);
    }

    Remains remains() {
        return remains;
    }

    /** Counts on. */
    ChannelMeter meter() {
        ChannelMeter known = meter;
        return known == null ? new ChannelMeter(delivered) : known;
    }

    /** Whether it has had no event for that long, and no reader. */
    boolean hasRested(long nanos, long now) {
        return !remains.hasEvents() && now - since >= nanos;
    }

    /** When it was last used. */
    long since() {
        return since;
    }

    @Override
    public long stamp() {
        return remains.stamp();
    }

    @Override
    public int subscribers() {
        return 0;
    }

    @Override
    public long lag() {
        return 0;
    }

    @Override
    public ChannelCounts counts() {
        return meter().counts(remains.head(), remains.evicted());
    }
}
