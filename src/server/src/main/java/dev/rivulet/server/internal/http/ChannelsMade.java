/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many channels were made for whose requests; all without a user count as one. No more entries than channels, which are never
 * given back. Thread-safe.
 */
final class ChannelsMade {

    private final int most;
    private final Map<Optional<String>, Integer> made = new ConcurrentHashMap<>();

    ChannelsMade(int mostPerPrincipal) {
        this.most = mostPerPrincipal;
    }

    /** Counts one more for a user. */
    void acquire(Optional<String> user) {
        made.merge(user, 1, (count, one) -> {
            if (count == most) {
                throw Problem.tooManyForGood("There are " + most + " channels that were made for "
                        + (user.isPresent() ? "this user" : "callers without a user")
                        + " already (rivulet.limit.channels-per-principal).");
            }
            return count + one;
        });
    }

    /** For a channel that could not be made after all. */
    void release(Optional<String> user) {
        made.computeIfPresent(user, (key, count) -> count == 1 ? null : count - 1);
    }
}
