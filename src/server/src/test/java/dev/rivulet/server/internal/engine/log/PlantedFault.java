/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

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
        public ChannelLog log(
                String channel, NodeOrder order, History history, LongSupplier nanoTime, LogOrigin origin) {
            return startingAt(channel, order, history, nanoTime, origin, -1);
        }
    },

    /** Who resumes at an event does not get the next one. */
    RESUMES_ONE_TOO_LATE {
        @Override
        public ChannelLog log(
                String channel, NodeOrder order, History history, LongSupplier nanoTime, LogOrigin origin) {
            return startingAt(channel, order, history, nanoTime, origin, 1);
        }
    },

    /** Any id is good for a channel that comes back after it was forgotten. */
    FORGOTTEN_WITHOUT_A_TRACE {
        @Override
        public ChannelLog log(
                String channel, NodeOrder order, History history, LongSupplier nanoTime, LogOrigin origin) {
            Remains remains = origin.remains().head() == 0 ? Remains.NOTHING : origin.remains();
            return new SegmentedLog(
                    channel, order, history, nanoTime, new LogOrigin(origin.finite(), remains, origin.budget()));
        }
    },

    /** A channel that has rested does not know what it has dropped. */
    RESTED_WITHOUT_A_TRACE {
        @Override
        public ChannelLog log(
                String channel, NodeOrder order, History history, LongSupplier nanoTime, LogOrigin origin) {
            Dropped dropped = origin.remains().dropped();
            Remains remains = dropped.sequence() == 0 || origin.remains().hasEvents()
                    ? origin.remains()
                    : Remains.withoutEvents(new Dropped(dropped.sequence(), 0, Dropped.NO_LINE), dropped.sequence());
            return new SegmentedLog(
                    channel, order, history, nanoTime, new LogOrigin(origin.finite(), remains, origin.budget()));
        }
    },

    /** Every channel that comes back tells of a gap, whatever its client has. */
    GAP_AFTER_EVERY_RETURN {
        @Override
        public ChannelLog log(
                String channel, NodeOrder order, History history, LongSupplier nanoTime, LogOrigin origin) {
            return new SegmentedLog(channel, order, history, nanoTime, origin) {
                @Override
                Start startAt(long stamp) {
                    Start start = super.startAt(stamp);
                    return origin.remains().stamp() > 0
                                    && head() == origin.remains().head()
                            ? start.asAfterGap()
                            : start;
                }
            };
        }
    },

    /** The end has a segment of its own, which readers of the one before do not find. */
    END_LOST_BEHIND_A_SEGMENT {
        @Override
        public ChannelLog log(
                String channel, NodeOrder order, History history, LongSupplier nanoTime, LogOrigin origin) {
            return new SegmentedLog(channel, order, history, nanoTime, origin) {
                @Override
                public @Nullable Slice read(long sequence, long stamp) {
                    return hasEnded() && sequence == head() - 1 && sequence % 3 == 1
                            ? null
                            : super.read(sequence, stamp);
                }
            };
        }
    },

    /** A finite channel's readers start as others do. */
    FINITE_STARTS_NOW {
        @Override
        public ChannelLog log(
                String channel, NodeOrder order, History history, LongSupplier nanoTime, LogOrigin origin) {
            return new SegmentedLog(channel, order, history, nanoTime, origin) {
                @Override
                public Start start() {
                    return newest();
                }
            };
        }
    },

    /** When another begins, streams of several channels go on as if they had it. */
    REPLACED_IN_SILENCE {
        @Override
        public ChannelLog log(
                String channel, NodeOrder order, History history, LongSupplier nanoTime, LogOrigin origin) {
            return new SegmentedLog(channel, order, history, nanoTime, origin) {
                @Override
                public long replace() {
                    return close();
                }
            };
        }
    },

    /** Who asks for some events gets one less. */
    REWINDS_TOO_LITTLE {
        @Override
        public ChannelLog log(
                String channel, NodeOrder order, History history, LongSupplier nanoTime, LogOrigin origin) {
            return new SegmentedLog(channel, order, history, nanoTime, origin) {
                @Override
                Start rewound(int events) {
                    return super.rewound(Math.max(0, events - 1));
                }
            };
        }
    };

    /** A node's order. */
    public NodeOrder order(String epoch) {
        return new NodeOrder(epoch);
    }

    /** A channel's log. */
    public ChannelLog log(String channel, NodeOrder order, History history, LongSupplier nanoTime, LogOrigin origin) {
        return new SegmentedLog(channel, order, history, nanoTime, origin);
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
            String channel, NodeOrder order, History history, LongSupplier nanoTime, LogOrigin origin, int wrongBy) {
        return new SegmentedLog(channel, order, history, nanoTime, origin) {
            @Override
            Start startAt(long stamp) {
                return super.startAt(Math.max(0, stamp + wrongBy));
            }
        };
    }
}
