/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.CloseReason;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Until when a subscription lasts at most.
 *
 * @param end by its loop's clock
 * @param reason why it ends then
 */
record Term(long end, CloseReason reason) {

    /** The earlier one of what a client's token and the lifetime of streams allow, from now on. */
    static Optional<Term> of(Client client, StreamContext context, long now) {
        Optional<Term> stay = client.stayNanos(context.clock().instant())
                .map(nanos -> new Term(now + nanos, CloseReason.TOKEN_EXPIRED));
        Optional<Term> lifetime =
                context.lifetime().nanos().map(nanos -> new Term(now + nanos, CloseReason.LIFETIME_ENDED));
        return Stream.concat(stay.stream(), lifetime.stream()).min(Comparator.comparingLong(term -> term.end - now));
    }

    boolean isOver(long now) {
        return now - end >= 0;
    }
}
