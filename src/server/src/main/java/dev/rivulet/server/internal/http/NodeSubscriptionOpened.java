/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.SubscriptionOpened;

/** What is told when a stream opens. */
record NodeSubscriptionOpened(SubscriptionInfo subscription) implements SubscriptionOpened {}
