/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

/**
 * Where a reader starts in a log.
 *
 * @param sequence the last event that it has: its number in the log
 * @param stamp the same in the order, or what the reader asked for where that lies between two events of the log
 * @param afterGap whether events may be missing before that
 */
public record Start(long sequence, long stamp, boolean afterGap) {

    Start asAfterGap() {
        return new Start(sequence, stamp, true);
    }
}
