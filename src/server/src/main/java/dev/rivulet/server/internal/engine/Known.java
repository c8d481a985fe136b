/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import dev.rivulet.server.ChannelCounts;

/** What the engine knows of a name. */
sealed interface Known permits LiveChannel, QuietChannel {

    /** The stamp of the channel's newest event, held or not; 0 before the first. */
    long stamp();

    int subscribers();

    long lag();

    ChannelCounts counts();
}
