/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.Position;
import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.From;
import dev.rivulet.server.internal.engine.log.Gap;
import dev.rivulet.server.internal.engine.log.Slice;
import dev.rivulet.server.internal.engine.log.Start;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client's place in one channel: the last event that it has, and what the last write did to it. It holds no bytes, so one that
 * stands still costs nothing. Its loop's, once a subscription has it.
 */
public final class Cursor implements Measured {

    private final ChannelFeeds feeds;
    private final ChannelLog log;
    private final String requested;
    private final boolean startsAfterGap;
    private final long startHead;
    private long sequence;
    private long stamp;
    private long sequenceBefore; // the write that is under way
    private long stampBefore;
    private int events; // of that write

    private Cursor(ChannelFeeds feeds, Start start, String requested) {
        this.feeds = feeds;
        this.log = feeds.log();
        this.requested = requested;
        this.startsAfterGap = start.afterGap();
        this.startHead = log.head();
        this.sequence = start.sequence();
        this.stamp = start.stamp();
    }

    /**
     * A cursor where the client's last event id puts it, or where a new client starts.
     *
     * @param feeds the channel's feeds, which wake those that have cursors in it
     * @param lastEventId what the client has
     * @return a new cursor
     */
    public static Cursor at(ChannelFeeds feeds, Optional<String> lastEventId) {
        return at(feeds, From.of(lastEventId));
    }

    /**
     * A cursor where a client wants to start.
     *
     * @param feeds the channel's feeds, which wake those that have cursors in it
     * @param from where it starts
     * @return a new cursor
     */
    public static Cursor at(ChannelFeeds feeds, From from) {
        ChannelLog log = feeds.log();
        log.expire();
        return new Cursor(feeds, from.in(log), from.requested());
    }

    /** The client does not read the channel any more. */
    public void leave() {
        feeds.leave();
    }

    /**
     * The channel.
     *
     * @return its name
     */
    public String channel() {
        return log.channel();
    }

    ChannelFeeds feeds() {
        return feeds;
    }

    /** It may have moved though nothing was published. */
    void moved() {
        feeds.moved();
    }

    ChannelLog log() {
        return log;
    }

    /** Whether events may be missing between what the client asked for and where this cursor has started. */
    boolean startsAfterGap() {
        return startsAfterGap;
    }

    /** Whether there are events behind this cursor, held or dropped. */
    boolean hasNext() {
        return sequence < log.head();
    }

    /** Whether the log has dropped events that the client has not had. */
    boolean isOverrun() {
        return log.hasDroppedAfter(sequence);
    }

    /** Whether the client can never have what comes next: dropped bytes can be read for a while. */
    boolean isOverrunForGood() {
        return isOverrun() && next() == null;
    }

    /** The next events, as many as lie side by side; null at the head, or where the log has dropped some. Does not move. */
    @Nullable
    Slice next() {
        return log.read(sequence, stamp);
    }

    /** Moves past events, up to one of a slice, that are about to be written. */
    void move(Slice slice, int last, int count) {
        if (events == 0) {
            sequenceBefore = sequence;
            stampBefore = stamp;
        }
        events += count;
        long replaced = slice.sequence(last) - count - Math.max(sequence, startHead);
        if (replaced > 0) {
            feeds.meter().replaced.add(replaced);
        }
        sequence = slice.sequence(last);
        stamp = slice.stamp(last);
    }

    /** The bytes, some of this channel's perhaps, have been written. */
    void keep() {
        if (events > 0) {
            feeds.meter().delivered.add(events);
            events = 0;
        }
    }

    /** The bytes could not be written. */
    void takeBack() {
        if (events > 0) {
            sequence = sequenceBefore;
            stamp = stampBefore;
            events = 0;
        }
    }

    /** Moves to where a reader starts that has nothing yet. */
    void moveToStart() {
        Start start = log.start();
        sequence = start.sequence();
        stamp = start.stamp();
    }

    @Override
    public long lag() {
        return log.head() - sequence;
    }

    /** Where the client is in this channel. */
    Position position() {
        return log.order().position(stamp);
    }

    /** Counts a gap before where the cursor has started. */
    Gap countGapAtStart() {
        return countGap(requested);
    }

    /** Counts a gap behind the cursor, where events have been dropped. */
    Gap countGap() {
        return countGap(position().toString());
    }

    private Gap countGap(String requestedId) {
        feeds.meter().gaps.increment();
        return new Gap(channel(), requestedId, log.oldestPosition());
    }
}
