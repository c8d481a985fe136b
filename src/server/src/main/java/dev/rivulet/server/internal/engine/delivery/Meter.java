/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.internal.engine.log.TracedEvent;

/** Counts what streams do, on their delivery loops: must not block. */
public interface Meter {

    /** Counts nothing. */
    Meter NONE = new Meter() {};

    /** A stream has opened. */
    default void opened() {}

    /** A stream that had opened has ended. */
    default void closed() {}

    /**
     * Bytes have been written.
     *
     * @param bytes how many
     */
    default void wrote(int bytes) {}

    /**
     * Events were among them.
     *
     * @param events how many
     */
    default void delivered(int events) {}

    /**
     * So long the oldest of them has waited for its write.
     *
     * @param nanos since it was published
     */
    default void waited(long nanos) {}

    /**
     * One of them is followed, and has been written here first.
     *
     * @param trace to be told elsewhere
     */
    default void traced(TracedEvent trace) {}
}
