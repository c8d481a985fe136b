/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionInfo;
import org.jspecify.annotations.Nullable;

/** Is told of a subscription's life, on its delivery loop: must not block. */
public interface StreamListener {

    /**
     * The stream is open.
     *
     * @param subscription as it starts
     */
    void opened(SubscriptionInfo subscription);

    /**
     * The stream has ended; only after {@link #opened}.
     *
     * @param subscription as it ended
     * @param reason why
     * @param cause what was thrown, if anything was
     */
    void closed(SubscriptionInfo subscription, CloseReason reason, @Nullable Throwable cause);

    /** Nothing more will happen; always, once, and last, also for a stream that never opened. */
    void released();
}
