/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

/**
 * What has happened to a channel's streams on this node since the application started. Each count only grows; all are read
 * one after the other, so they need not fit each other to the last event.
 *
 * @param gaps how often a client was told that something may be missing, when it resumed or on its stream
 * @param disconnected streams that ended because the log had moved past them ({@link CloseReason#FELL_BEHIND})
 * @param skipped how often a stream was taken on to the head because the log had moved past it
 * @param replaced events of a keyed channel that open streams were spared, because newer ones of the same keys had replaced
 *     them before they were written
 * @param stalled streams that ended because they took nothing more ({@link CloseReason#STALLED}); one of several channels
 *     counts for each
 */
public record ChannelCounts(long gaps, long disconnected, long skipped, long replaced, long stalled) {}
