/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

/** Reads a channel on the loop that owns it. Methods throw nothing. */
interface Reader {

    /** Whether there is something to write, and the stream would take it. */
    boolean canAdvance();

    /** The channel has events that have not been sent. */
    void wake();

    /** The channel has ended, or another has its name: there is nothing after what it has now. */
    void channelEnded();
}
