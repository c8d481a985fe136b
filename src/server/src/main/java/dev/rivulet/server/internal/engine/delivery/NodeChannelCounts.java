/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.ChannelCounts;

/** The counts of a channel, or the sums of several. */
record NodeChannelCounts(
        long published,
        long delivered,
        long evicted,
        long gaps,
        long disconnected,
        long skipped,
        long replaced,
        long stalled)
        implements ChannelCounts {

    @Override
    public ChannelCounts plus(ChannelCounts other) {
        return new NodeChannelCounts(
                published + other.published(),
                delivered + other.delivered(),
                evicted + other.evicted(),
                gaps + other.gaps(),
                disconnected + other.disconnected(),
                skipped + other.skipped(),
                replaced + other.replaced(),
                stalled + other.stalled());
    }
}
