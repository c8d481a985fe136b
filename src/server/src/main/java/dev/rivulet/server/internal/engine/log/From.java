/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import java.util.Optional;

/** Where a reader wants to start in each of its channels. */
public sealed interface From {

    /**
     * Where readers of such a channel start: a finite one's at the first event, one with compaction's at every key's, others' now.
     *
     * @return a place
     */
    static From usual() {
        return new Usual();
    }

    /**
     * At the first event that is held.
     *
     * @return a place
     */
    static From first() {
        return new First();
    }

    /**
     * With what comes.
     *
     * @return a place
     */
    static From now() {
        return new Now();
    }

    /**
     * Behind the event that a client has.
     *
     * @param id a position, an application's id, or anything else
     * @return a place
     */
    static From after(String id) {
        return new After(id);
    }

    /**
     * Before the newest events, or before the first that is held where there are fewer.
     *
     * @param events how many, not negative
     * @return a place
     * @throws IllegalArgumentException if the number is negative
     */
    static From rewind(int events) {
        return new Rewind(events);
    }

    /**
     * Behind the event that a client has, if it has any.
     *
     * @param lastEventId what the client says
     * @return a place
     */
    static From of(Optional<String> lastEventId) {
        return lastEventId.map(From::after).orElseGet(From::usual);
    }

    /**
     * Finds it.
     *
     * @param log a channel's
     * @return a place in that log
     */
    Start in(ChannelLog log);

    /**
     * What is told of a gap before that place.
     *
     * @return the id that the client has; empty where it has none
     */
    default String requested() {
        return "";
    }

    /** See {@link #usual}. */
    record Usual() implements From {
        @Override
        public Start in(ChannelLog log) {
            return log.start();
        }
    }

    /** See {@link #first}. */
    record First() implements From {
        @Override
        public Start in(ChannelLog log) {
            return log.first();
        }
    }

    /** See {@link #now}. */
    record Now() implements From {
        @Override
        public Start in(ChannelLog log) {
            return log.newest();
        }
    }

    /**
     * See {@link #rewind}.
     *
     * @param events how many
     */
    record Rewind(int events) implements From {

        /**
         * Checks the number.
         *
         * @param events how many
         */
        public Rewind {
            if (events < 0) {
                throw new IllegalArgumentException(
                        "A stream cannot be rewound by " + events + " events: 0 is the least");
            }
        }

        @Override
        public Start in(ChannelLog log) {
            return log.rewound(events);
        }
    }

    /**
     * See {@link #after}.
     *
     * @param id what the client has
     */
    record After(String id) implements From {
        @Override
        public Start in(ChannelLog log) {
            return log.startAfter(id);
        }

        @Override
        public String requested() {
            return id;
        }
    }
}
