/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

/**
 * A CDI event: a client's stream has ended. Fired once a subscription, on a thread of Rivulet's, with no request context;
 * an observer may publish and may block without delaying any stream.
 *
 * @param subscription the subscription at its end
 * @param reason why it ended
 */
public record SubscriptionClosed(SubscriptionInfo subscription, CloseReason reason) {}
