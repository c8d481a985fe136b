/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.spi;

import dev.rivulet.server.Beta;

/**
 * What has become of this node's finite channels since the application started: a snapshot, immutable. Made by Rivulet alone: methods may
 * be added, as default ones, so that a test of yours may implement it.
 */
@Beta
public interface FiniteChannelCounts {

    /**
     * Those that have begun.
     *
     * @return a count that only grows
     */
    long begun();

    /**
     * Those that have ended well.
     *
     * @return a count that only grows
     */
    long ended();

    /**
     * Those that have ended as failed.
     *
     * @return a count that only grows
     */
    long failed();

    /**
     * How often readers have abandoned one for so long that {@link dev.rivulet.server.FiniteChannel#whenAbandoned what was to be done
     * then} was done.
     *
     * @return a count that only grows
     */
    long abandoned();

    /**
     * Those that have begun and not ended.
     *
     * @return a number, at least 0
     */
    default long live() {
        return Math.max(0, begun() - ended() - failed());
    }

    /**
     * Those that have ended and can still be read.
     *
     * @return a number, at least 0
     */
    long lingering();
}
