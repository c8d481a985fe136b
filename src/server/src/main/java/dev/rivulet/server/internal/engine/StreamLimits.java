/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import dev.rivulet.server.internal.config.Limits;
import dev.rivulet.server.internal.engine.RefusedException.Limit;
import dev.rivulet.server.internal.engine.delivery.Client;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts streams, and refuses those that would be too many. Thread-safe. */
final class StreamLimits {

    private final Limits limits;
    private final int channelsOfStream;
    private final Map<Share, Integer> held = new HashMap<>(); // guarded by this

    StreamLimits(Limits limits, int channelsOfStream) {
        this.limits = limits;
        this.channelsOfStream = channelsOfStream;
    }

    /** How many permits are held of everything. */
    synchronized int held() {
        return held.values().stream().mapToInt(Integer::intValue).sum();
    }

    private RefusedException refusal(Share share) {
        return new RefusedException(
                share.limit, "There are " + most(share.limit) + " streams " + whose(share.limit) + " already.");
    }

    private int most(Limit limit) {
        return switch (limit) {
            case NODE -> limits.streams();
            case CHANNEL -> limits.streamsPerChannel();
            case PRINCIPAL -> limits.streamsPerPrincipal();
            case ADDRESS -> limits.streamsPerAddress();
            case CHANNELS, STOPPING -> throw new AssertionError(limit + " is no limit of streams");
        };
    }

    private static String whose(Limit limit) {
        return switch (limit) {
            case CHANNEL -> "of this channel";
            case PRINCIPAL -> "of this user";
            case ADDRESS -> "from this address";
            default -> "on this node";
        };
    }

    /** Compared by its own code: that of records leaves the class, and so the application's loader, in a cache of JDK 17's. */
    private record Share(Limit limit, String name) {
        static final Share OF_NODE = new Share(Limit.NODE, "");

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Share share && limit == share.limit && name.equals(share.name);
        }

        @Override
        public int hashCode() {
            return 31 * limit.hashCode() + name.hashCode();
        }
    }

    /** The right to one stream. Thread-safe. */
    static class Permit {

        private final StreamLimits limits;
        private final List<Share> shares = new ArrayList<>(4); // guarded by the limits
        private boolean released; // guarded by the limits

        /** One that has acquired nothing. */
        Permit(StreamLimits limits) {
            this.limits = limits;
        }

        /** Acquires what one stream of a client takes, with these channels, or nothing of it. */
        final void acquire(Client client, Collection<String> channels) {
            List<Share> others = new ArrayList<>();
            others.add(Share.OF_NODE);
            client.principal().ifPresent(user -> others.add(new Share(Limit.PRINCIPAL, user.getName())));
            client.remoteAddress().ifPresent(from -> others.add(new Share(Limit.ADDRESS, from)));
            acquire(others, channels);
        }

        /** Acquires what these channels need besides, or nothing of it. */
        final void acquire(Collection<String> channels) {
            acquire(List.of(), channels);
        }

        /** Releases everything, once; from then on nothing can be acquired. */
        final void release() {
            synchronized (limits) {
                released = true;
                shares.forEach(
                        share -> limits.held.computeIfPresent(share, (key, count) -> count == 1 ? null : count - 1));
                shares.clear();
            }
        }

        private void acquire(List<Share> others, Collection<String> channels) {
            synchronized (limits) {
                if (released) {
                    throw new IllegalStateException("The stream has ended: it takes no channel any more");
                }
                Set<Share> wanted = new LinkedHashSet<>(others);
                channels.forEach(name -> wanted.add(new Share(Limit.CHANNEL, name)));
                shares.forEach(wanted::remove);
                requireFewChannels(wanted);
                for (Share share : wanted) {
                    if (limits.held.getOrDefault(share, 0) >= limits.most(share.limit)) {
                        throw limits.refusal(share);
                    }
                }
                shares.addAll(wanted); // first: what is counted is released
                wanted.forEach(share -> limits.held.merge(share, 1, Integer::sum));
            }
        }

        private void requireFewChannels(Set<Share> wanted) {
            long channels = shares.stream()
                            .filter(share -> share.limit == Limit.CHANNEL)
                            .count()
                    + wanted.stream()
                            .filter(share -> share.limit == Limit.CHANNEL)
                            .count();
            if (channels > limits.channelsOfStream) {
                throw new IllegalArgumentException(
                        "A stream of " + channels + " channels is over the limit of " + limits.channelsOfStream
                                + " (rivulet.stream.channels): open several streams, or raise the limit");
            }
        }
    }
}
