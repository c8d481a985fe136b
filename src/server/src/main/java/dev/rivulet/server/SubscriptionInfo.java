/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One subscription, as it stood at one moment: a snapshot, immutable, equal to any other that says the same. Made by Rivulet alone:
 * methods may be added, as default ones, so that a test of yours may implement it.
 */
public interface SubscriptionInfo {

    /**
     * Names the subscription.
     *
     * @return a number that is unique on this node while the application runs; those that came later have higher ones
     */
    long id();

    /**
     * Its channels, each with the position of the last event written to the client, or from which it resumed.
     *
     * @return the positions by {@link ChannelName#value}, in the order in which the channels were subscribed to; immutable
     */
    Map<String, Position> positions();

    /**
     * Where it is in one channel.
     *
     * @param channel a channel's name
     * @return the position of the last event written to the client, or from which it resumed; empty where the subscription does not
     *     carry that channel
     */
    default Optional<Position> position(ChannelName channel) {
        return Optional.ofNullable(positions().get(channel.value()));
    }

    /**
     * What the client said it had, word for word.
     *
     * @return its last event id; empty for a client that came for the first time
     */
    Optional<String> lastEventId();

    /**
     * Whose request it was.
     *
     * @return the user, if the request was authenticated
     */
    Optional<Principal> principal();

    /**
     * Where the request came from.
     *
     * @return the remote address, as the server tells it; empty where there was no servlet request
     */
    Optional<String> remoteAddress();

    /**
     * What the application has noted of it.
     *
     * @return values by name, as {@link SubscribeOptions.Builder#attribute} was told when the stream was subscribed to; immutable
     */
    @Beta
    default Map<String, String> attributes() {
        return Map.of();
    }

    /**
     * When the client came.
     *
     * @return a moment of this node's clock
     */
    Instant since();

    /**
     * How many events were published in its channels that were not yet written to the client; of a channel with compaction those
     * count too that newer ones have replaced.
     *
     * @return events, at least 0
     */
    long lag();

    /**
     * How many events were written to it.
     *
     * @return events, at least 0
     */
    long eventsSent();

    /**
     * How many bytes were written to it, heartbeats and all, before the server's own framing.
     *
     * @return bytes, at least 0
     */
    long bytesSent();
}
