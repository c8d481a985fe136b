/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.engine.log.Trace;
import org.jspecify.annotations.Nullable;

/** Is told of a subscription's life, on its delivery loop: must not block. What comes with every write is for who counts. */
public interface SubscriptionListener {

    /**
     * The stream is open.
     *
     * @param subscription as it starts
     */
    void opened(SubscriptionInfo subscription);

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
    default void traced(Trace trace) {}

    /**
     * The stream has ended; only after {@link #opened}.
     *
     * @param subscription as it ended
     * @param reason why
     * @param cause what was thrown, if anything was
     */
    void closed(SubscriptionInfo subscription, CloseReason reason, @Nullable Throwable cause);

    /** Nothing more will happen; always, and last, also for a stream that never opened. */
    void released();
}
