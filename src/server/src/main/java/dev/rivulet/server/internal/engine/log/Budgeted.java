/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

/** Something that a {@link LogBudget} can make smaller. Thread-safe. */
public interface Budgeted {

    /**
     * What it takes in memory, or a little more.
     *
     * @return bytes
     */
    long takes();

    /**
     * Drops the oldest events, until it takes no more than that many bytes or has none that may go.
     *
     * @param bytes how many
     * @param newestToo whether the newest event may go; an end never does
     */
    void trim(long bytes, boolean newestToo);
}
