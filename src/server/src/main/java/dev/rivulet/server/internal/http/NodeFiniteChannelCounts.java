/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.engine.LifeCounts;
import dev.rivulet.server.spi.FiniteChannelCounts;

/**
 * What the engine has counted.
 *
 * @param counts all of it
 */
record NodeFiniteChannelCounts(LifeCounts counts) implements FiniteChannelCounts {

    @Override
    public long begun() {
        return counts.begun();
    }

    @Override
    public long ended() {
        return counts.ended();
    }

    @Override
    public long failed() {
        return counts.failed();
    }

    @Override
    public long abandoned() {
        return counts.abandoned();
    }

    @Override
    public long lingering() {
        return counts.lingering();
    }
}
