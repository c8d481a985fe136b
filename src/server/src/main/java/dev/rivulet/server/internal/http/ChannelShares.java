/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.ChannelLimitException;
import dev.rivulet.server.ChannelLimitException.Reason;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How many of the channels that there are were made for whose requests; all without a user count as one. Holds no more than these
 * channels. Thread-safe.
 */
final class ChannelShares {

    private final int most;
    private final Function<Optional<String>, String> refusal;
    private final Map<Optional<String>, Integer> held = new ConcurrentHashMap<>();
    private final Map<String, Optional<String>> owners = new ConcurrentHashMap<>(); // by the channels' names
    private final Queue<String> forgotten = new ConcurrentLinkedQueue<>(); // still to be released

    /**
     * Nobody's as yet.
     *
     * @param mostPerUser how many each may have
     * @param refusal says of a user that there are so many
     */
    ChannelShares(int mostPerUser, Function<Optional<String>, String> refusal) {
        this.most = mostPerUser;
        this.refusal = refusal;
    }

    /** Channels that the {@link dev.rivulet.server.spi.ChannelPolicy ChannelPolicy} has made for requests. */
    static ChannelShares ofMade(int most) {
        return new ChannelShares(
                most,
                user -> "There are " + most + " channels that were made for "
                        + (user.isPresent() ? "this user" : "callers without a user")
                        + " already (rivulet.limit.channels-per-principal).");
    }

    /** Finite channels that the application has begun for requests. */
    static ChannelShares ofBegun(int most) {
        return new ChannelShares(
                most,
                user -> "There are " + most
                        + " finite channels of this user already, some of them ended and not forgotten yet"
                        + " (rivulet.limit.finite-channels-per-principal).");
    }

    /**
     * Makes a channel as one of a user's.
     *
     * @throws ChannelLimitException if it would be one too many of his
     */
    <T> T make(String name, Optional<String> user, Supplier<T> making) {
        releaseForgotten();
        acquire(user);
        boolean made = false;
        try {
            T channel = making.get();
            releaseForgotten();
            made = true;
            Optional<String> before = owners.put(name, user); // one of the same name may have given way
            if (before != null) {
                release(before);
            }
            return channel;
        } finally {
            if (!made) {
                release(user);
            }
        }
    }

    /** A channel has been forgotten. Never blocks. */
    void forgotten(String name) {
        if (owners.containsKey(name)) {
            forgotten.add(name);
        }
    }

    /** To be called now and then. */
    void releaseForgotten() {
        for (String name = forgotten.poll(); name != null; name = forgotten.poll()) {
            Optional<String> owner = owners.remove(name);
            if (owner != null) {
                release(owner);
            }
        }
    }

    /** How many channels it knows of. */
    int size() {
        return owners.size();
    }

    private void acquire(Optional<String> user) {
        held.merge(user, 1, (count, one) -> {
            if (count == most) {
                throw new ChannelLimitException(Reason.PRINCIPAL_LIMIT, refusal.apply(user), Optional.empty());
            }
            return count + one;
        });
    }

    private void release(Optional<String> user) {
        held.computeIfPresent(user, (key, count) -> count == 1 ? null : count - 1);
    }
}
