/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

/**
 * What has happened to a channel and its streams on this node since the application started. Each count only grows; all are read
 * one after the other, so they need not fit each other to the last event.
 *
 * @param published events that the channel has had
 * @param delivered how often one of them was written to a stream: an event of a thousand streams counts a thousand times
 * @param evicted events that the log has dropped because they were out of its bounds
 * @param gaps how often a client was told that something may be missing, when it resumed or on its stream
 * @param disconnected streams that ended because the log had moved past them ({@link CloseReason#FELL_BEHIND})
 * @param skipped how often a stream was taken on to the head because the log had moved past it
 * @param replaced events of a channel with compaction that open streams were spared, because newer ones of the same keys had replaced
 *     them before they were written
 * @param stalled streams that ended because they took nothing more ({@link CloseReason#STALLED}); one of several channels
 *     counts for each
 */
public record ChannelCounts(
        long published,
        long delivered,
        long evicted,
        long gaps,
        long disconnected,
        long skipped,
        long replaced,
        long stalled) {

    /**
     * Adds up two channels.
     *
     * @param other another channel's
     * @return the sums
     */
    public ChannelCounts plus(ChannelCounts other) {
        return new ChannelCounts(
                published + other.published,
                delivered + other.delivered,
                evicted + other.evicted,
                gaps + other.gaps,
                disconnected + other.disconnected,
                skipped + other.skipped,
                replaced + other.replaced,
                stalled + other.stalled);
    }
}
