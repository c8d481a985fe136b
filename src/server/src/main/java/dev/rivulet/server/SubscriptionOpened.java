/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

/**
 * A CDI event: a client's stream was opened. Fired once for each subscription, always before its {@link SubscriptionClosed}, on a
 * thread of Rivulet's, with no request context; an observer may publish and may block without delaying any stream. What an
 * observer throws is logged, and changes nothing.
 *
 * <p>Made by Rivulet alone: methods may be added, as default ones, so that a test of yours may implement it.
 */
public interface SubscriptionOpened {

    /**
     * The subscription at its start.
     *
     * @return a snapshot
     */
    SubscriptionInfo subscription();
}
