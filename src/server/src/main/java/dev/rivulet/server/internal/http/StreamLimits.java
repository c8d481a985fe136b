/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.config.Limits;
import jakarta.ws.rs.WebApplicationException;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts streams, and refuses those that would be too many. Thread-safe. */
public final class StreamLimits {

    private final Limits limits;
    private final Supplier<Duration> retryAfter;
    private final Map<Share, Integer> taken = new HashMap<>(); // guarded by this

    /**
     * Nothing is taken yet.
     *
     * @param limits how much there is
     * @param retryAfter draws when a refused client shall try again
     */
    public StreamLimits(Limits limits, Supplier<Duration> retryAfter) {
        this.limits = limits;
        this.retryAfter = retryAfter;
    }

    /**
     * Takes what a stream needs, or nothing of it.
     *
     * @param principal its user
     * @param address where it comes from
     * @return gives it back
     * @throws WebApplicationException 503 or 429 if there is too little
     */
    public Ticket take(Optional<Principal> principal, Optional<String> address) {
        Ticket ticket = new Ticket();
        List<Share> shares = new ArrayList<>();
        shares.add(Share.OF_NODE);
        principal.ifPresent(user -> shares.add(new Share(Kind.PRINCIPAL, user.getName())));
        address.ifPresent(from -> shares.add(new Share(Kind.ADDRESS, from)));
        ticket.take(shares);
        return ticket;
    }

    private WebApplicationException refusal(Share share) {
        String detail = "There are " + limit(share.kind) + " streams " + share.kind.whose + " already.";
        return share.kind == Kind.NODE || share.kind == Kind.CHANNEL
                ? Problem.unavailable(detail, retryAfter.get())
                : Problem.tooMany(detail, retryAfter.get());
    }

    private int limit(Kind kind) {
        return switch (kind) {
            case NODE -> limits.streams();
            case CHANNEL -> limits.streamsPerChannel();
            case PRINCIPAL -> limits.streamsPerPrincipal();
            case ADDRESS -> limits.streamsPerAddress();
        };
    }

    /** What is counted. */
    private enum Kind {
        NODE("on this node"),
        CHANNEL("of this channel"),
        PRINCIPAL("of this user"),
        ADDRESS("from this address");

        private final String whose;

        Kind(String whose) {
            this.whose = whose;
        }
    }

    /** Compared by its own code: that of records leaves the class, and so the application's loader, in a cache of JDK 17's. */
    private record Share(Kind kind, String name) {
        static final Share OF_NODE = new Share(Kind.NODE, "");

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Share share && kind == share.kind && name.equals(share.name);
        }

        @Override
        public int hashCode() {
            return 31 * kind.hashCode() + name.hashCode();
        }
    }

    /** What one stream has taken. Thread-safe. */
    public final class Ticket {

        private final List<Share> shares = new ArrayList<>(3); // guarded by the limits

        private Ticket() {}

        /**
         * Takes what these channels need besides, or nothing of it.
         *
         * @param channels new to this stream
         * @throws WebApplicationException 503 if there is too little
         */
        public void take(Collection<String> channels) {
            take(channels.stream().map(name -> new Share(Kind.CHANNEL, name)).toList());
        }

        private void take(List<Share> wanted) {
            synchronized (StreamLimits.this) {
                for (Share share : wanted) {
                    if (taken.getOrDefault(share, 0) >= limit(share.kind)) {
                        throw refusal(share);
                    }
                }
                wanted.forEach(share -> taken.merge(share, 1, Integer::sum));
                shares.addAll(wanted);
            }
        }

        /** Gives everything back, once. */
        public void giveBack() {
            synchronized (StreamLimits.this) {
                shares.forEach(share -> taken.computeIfPresent(share, (key, count) -> count == 1 ? null : count - 1));
                shares.clear();
            }
        }
    }
}
