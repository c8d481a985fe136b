/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionClosed;
import dev.rivulet.server.SubscriptionInfo;

/** What is told when a stream ends. */
record NodeSubscriptionClosed(SubscriptionInfo subscription, CloseReason reason) implements SubscriptionClosed {}
