/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import java.util.List;
import java.util.function.Predicate;

/**
 * Who is there: the subscriptions of a {@linkplain EventChannel#subscriptions channel}, or of the {@linkplain
 * Channels#subscriptions node}. Thread-safe. Implemented by Rivulet alone: methods may be added.
 *
 * <p>Both methods look at every stream of the node, and wait for the threads that own them, which never block: with 10,000
 * streams some milliseconds. They are for people and for revocation, not for each event.
 */
public interface Subscriptions {

    /**
     * The subscriptions, from the moment when their sinks are subscribed until their streams end.
     *
     * @return each as it stood at one moment during the call, the oldest first; empty when the application has stopped
     */
    List<SubscriptionInfo> list();

    /**
     * Ends streams, for instance of a user whose right to them is revoked; those too that are about to open. Their clients
     * may come back, and are then admitted or refused anew: revoke first, then close. About a request that is being admitted at the
     * same time the {@link dev.rivulet.server.spi.ChannelPolicy ChannelPolicy} is asked again. A resource that decides without one
     * subscribes its sink first, decides then, and throws if it refuses.
     *
     * @param which the streams to end; called on the calling thread, once for each; what it throws is thrown here, and ends no
     *     further stream
     * @return how many were told to end; they do so within moments; 0 when the application has stopped
     */
    int close(Predicate<? super SubscriptionInfo> which);
}
