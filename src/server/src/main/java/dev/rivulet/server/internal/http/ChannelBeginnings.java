/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.config.Limits;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Bounds how many finite channels are begun in a user's requests. What is begun by a thread without a request, or for a request without
 * a user, is the application's own affair. Thread-safe.
 */
public final class ChannelBeginnings {

    private final CurrentRequest currentRequest;
    private final ChannelShares shares;
    private final BegunPerMinute rate;

    /**
     * Nothing has begun.
     *
     * @param currentRequest whose request the calling thread serves
     * @param limits how many there may be
     * @param nanoTime the clock
     */
    public ChannelBeginnings(CurrentRequest currentRequest, Limits limits, LongSupplier nanoTime) {
        this.currentRequest = currentRequest;
        this.shares = ChannelShares.ofBegun(limits.finiteChannelsPerPrincipal());
        this.rate = new BegunPerMinute(limits.begunPerMinute(), nanoTime);
    }

    /** Begins a channel, if the request's user may have one more. */
    <T> T begin(String name, Supplier<T> beginning) {
        Optional<String> user = currentRequest.user();
        if (user.isEmpty()) {
            T begun = beginning.get();
            shares.forgotten(name); // one of that name may have given way
            return begun;
        }
        return shares.make(name, user, () -> {
            rate.count(user.get());
            return beginning.get();
        });
    }

    /** A channel has been forgotten. */
    void forgotten(String name) {
        shares.forgotten(name);
    }

    /** To be called now and then. */
    public void tick() {
        shares.releaseForgotten();
    }

    /** How many channels it knows of. */
    int size() {
        return shares.size();
    }
}
