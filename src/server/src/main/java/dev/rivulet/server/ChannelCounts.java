/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

/**
 * What has happened to a channel and its streams on this node since the application started: a snapshot, immutable, equal to any
 * other of the same counts. Each count only grows, from 0; all are read one after the other, so they need not fit each other to the
 * last event. Made by Rivulet alone: counts may be added.
 */
public interface ChannelCounts {

    /**
     * Events that the channel has had.
     *
     * @return a number, at least 0
     */
    long published();

    /**
     * How often one of its events was written to a stream: an event of a thousand streams counts a thousand times.
     *
     * @return a number, at least 0
     */
    long delivered();

    /**
     * Events that the log has dropped because they were out of its bounds.
     *
     * @return a number, at least 0
     */
    long evicted();

    /**
     * How often a client was told that something may be missing, when it resumed or on its stream.
     *
     * @return a number, at least 0
     */
    long gaps();

    /**
     * Streams that ended because the log had moved past them: {@link CloseReason#FELL_BEHIND}.
     *
     * @return a number, at least 0
     */
    long disconnected();

    /**
     * How often a stream was taken on to the head because the log had moved past it.
     *
     * @return a number, at least 0
     */
    long skipped();

    /**
     * Events of a channel with compaction that open streams were spared, because newer ones of the same keys had replaced them
     * before they were written.
     *
     * @return a number, at least 0
     */
    long replaced();

    /**
     * Streams that ended because they took nothing more: {@link CloseReason#STALLED}. One of several channels counts for each.
     *
     * @return a number, at least 0
     */
    long stalled();

    /**
     * Adds up two channels.
     *
     * @param other another channel's
     * @return the sums
     */
    ChannelCounts plus(ChannelCounts other);
}
