/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One subscription, as it stood at one moment.
 *
 * @param id unique on this node while the application runs
 * @param positions the channels, in the order in which they were registered, each with the position of the last event
 *     written to the client
 * @param lastEventId what the client said it had, word for word; empty for a client that came for the first time
 * @param principal the request's user, if it was authenticated
 * @param remoteAddress the request's remote address; empty where there was no servlet request
 * @param since when the client came
 * @param lag how many events were published in its channels that were not yet written to the client; of a channel with compaction those
 *     count too that newer ones have replaced
 * @param eventsSent how many events were written to it
 * @param bytesSent how many bytes, with heartbeats and all, before the server's own framing
 */
public record SubscriptionInfo(
        long id,
        Map<String, Position> positions,
        Optional<String> lastEventId,
        Optional<Principal> principal,
        Optional<String> remoteAddress,
        Instant since,
        long lag,
        long eventsSent,
        long bytesSent) {}
