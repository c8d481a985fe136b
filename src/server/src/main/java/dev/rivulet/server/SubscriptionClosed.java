/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

/**
 * A CDI event: a client's stream has ended. Fired once for each subscription that was {@linkplain SubscriptionOpened opened}, on a
 * thread of Rivulet's, with no request context; an observer may publish and may block without delaying any stream. What an
 * observer throws is logged, and changes nothing.
 *
 * <p>Made by Rivulet alone: methods may be added, as default ones, so that a test of yours may implement it.
 */
public interface SubscriptionClosed {

    /**
     * The subscription at its end.
     *
     * @return a snapshot
     */
    SubscriptionInfo subscription();

    /**
     * Why it ended.
     *
     * @return the reason
     */
    CloseReason reason();
}
