/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

/**
 * A CDI event: a client's stream was opened. Fired once a subscription, always before its {@link SubscriptionClosed}, on a
 * thread of Rivulet's, with no request context; an observer may publish and may block without delaying any stream.
 *
 * @param subscription the subscription at its start
 */
public record SubscriptionOpened(SubscriptionInfo subscription) {}
