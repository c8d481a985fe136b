/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import java.util.function.LongSupplier;

/** What may be wrong with an order and its logs, for tests that must find it. */
public enum PlantedFault {

    /** Nothing. */
    NONE,

    /** Now and then two events have the same stamp. */
    STAMP_USED_TWICE {
        @Override
        public NodeOrder order(String epoch) {
            return new NodeOrder(epoch) {
                @Override
                long next(long stamp) {
                    boolean again = stamp % 40 == 7 && used != stamp;
                    used = stamp;
                    return again ? stamp : super.next(stamp);
                }

                private long used;
            };
        }
    },

    /** The newest stamp counts as one that has not been given. */
    NEWEST_UNKNOWN {
        @Override
        public NodeOrder order(String epoch) {
            return new NodeOrder(epoch) {
                @Override
                boolean hasGiven(long stamp) {
                    return stamp < newest();
                }
            };
        }
    },

    /** Stamps that have yet to be given count as given. */
    FUTURE_KNOWN {
        @Override
        public NodeOrder order(String epoch) {
            return new NodeOrder(epoch) {
                @Override
                boolean hasGiven(long stamp) {
                    return true;
                }
            };
        }
    },

    /** An event has the id of the next one. */
    ID_OF_THE_NEXT {
        @Override
        public NodeOrder order(String epoch) {
            return withIds(epoch, 1);
        }
    },

    /** An event has the id of the one before. */
    ID_OF_THE_ONE_BEFORE {
        @Override
        public NodeOrder order(String epoch) {
            return withIds(epoch, -1);
        }
    },

    /** Who resumes at an event gets it again. */
    RESUMES_AT_INSTEAD_OF_AFTER {
        @Override
        public ChannelLog log(String channel, NodeOrder order, History history, LongSupplier nanoTime) {
            return startingAt(channel, order, history, nanoTime, -1);
        }
    },

    /** Who resumes at an event does not get the next one. */
    RESUMES_ONE_TOO_LATE {
        @Override
        public ChannelLog log(String channel, NodeOrder order, History history, LongSupplier nanoTime) {
            return startingAt(channel, order, history, nanoTime, 1);
        }
    };

    /** A node's order. */
    public NodeOrder order(String epoch) {
        return new NodeOrder(epoch);
    }

    /** A channel's log. */
    public ChannelLog log(String channel, NodeOrder order, History history, LongSupplier nanoTime) {
        return new SegmentedLog(channel, order, history, nanoTime);
    }

    private static NodeOrder withIds(String epoch, int wrongBy) {
        return new NodeOrder(epoch) {
            @Override
            int endId(byte[] bytes, int at, long stamp) {
                return super.endId(bytes, at, stamp + wrongBy);
            }
        };
    }

    private static ChannelLog startingAt(
            String channel, NodeOrder order, History history, LongSupplier nanoTime, int wrongBy) {
        return new SegmentedLog(channel, order, history, nanoTime) {
            @Override
            Start startAt(long stamp) {
                return super.startAt(Math.max(0, stamp + wrongBy));
            }
        };
    }
}
