/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionInfo;
import org.jspecify.annotations.Nullable;

/** Listens to a stream's life, and tells nothing of it. */
final class SilentListener implements StreamListener {

    @Override
    public void opened(SubscriptionInfo subscription) {}

    @Override
    public void closed(SubscriptionInfo subscription, CloseReason reason, @Nullable Throwable cause) {}

    @Override
    public void released() {}
}
