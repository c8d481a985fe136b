/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

/** What a delivery loop looks after between its tasks. Both methods are called on the loop, and throw nothing. */
interface LoopMember {

    /**
     * Time has passed.
     *
     * @param now by the loop's clock
     */
    void tick(long now);

    /** The loop ends. */
    void loopEnds();
}
