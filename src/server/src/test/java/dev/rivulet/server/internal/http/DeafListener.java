/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.engine.delivery.StreamListener;
import org.jspecify.annotations.Nullable;

/** Does nothing with what it is told. */
final class DeafListener implements StreamListener {

    @Override
    public void opened(SubscriptionInfo subscription) {}

    @Override
    public void closed(SubscriptionInfo subscription, CloseReason reason, @Nullable Throwable cause) {}

    @Override
    public void released() {}
}
