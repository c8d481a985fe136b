/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.internal.engine.log.Batch;
import dev.rivulet.server.internal.engine.log.Cursor;
import java.util.Optional;

/** A client's place in one channel, and what the last write did to it. Its loop's, once a subscription has it. */
public final class ChannelCursor {

    private final String channel;
    private final ChannelFeeds feeds;
    private final Cursor cursor;
    private final String requested;
    private long before;
    private int events; // of the write that is under way

    private ChannelCursor(String channel, ChannelFeeds feeds, Cursor cursor, String requested) {
        this.channel = channel;
        this.feeds = feeds;
        this.cursor = cursor;
        this.requested = requested;
    }

    /**
     * A cursor where the client's last event id puts it, or where a new client starts. It may have to search the log.
     *
     * @param channel the channel's name
     * @param feeds its feeds, which wake whoever has cursors in it
     * @param lastEventId what the client has
     * @return a new cursor
     */
    public static ChannelCursor at(String channel, ChannelFeeds feeds, Optional<String> lastEventId) {
        Cursor cursor =
                lastEventId.map(id -> Cursor.after(feeds.log(), id)).orElseGet(() -> Cursor.atStart(feeds.log()));
        return new ChannelCursor(channel, feeds, cursor, lastEventId.orElse(""));
    }

    /**
     * The channel.
     *
     * @return its name
     */
    public String channel() {
        return channel;
    }

    ChannelFeeds feeds() {
        return feeds;
    }

    Cursor cursor() {
        return cursor;
    }

    /** What is told when events may be missing before where the cursor has started. */
    Gap gapAtStart() {
        return gap(requested);
    }

    /** What is told when events behind the cursor have been dropped. */
    Gap gapFromHere() {
        return gap(cursor.position().toString());
    }

    /** Moves past events that are about to be written. */
    void move(Batch batch, long last, int count) {
        if (events == 0) {
            before = cursor.sequence();
        }
        events += count;
        feeds.tally().replaced.add(cursor.replacedBefore(batch));
        cursor.moveTo(last);
    }

    /** The bytes, some of this channel's perhaps, have been written. */
    void keep() {
        if (events > 0) {
            feeds.tally().delivered.add(events);
            events = 0;
        }
    }

    /** The bytes could not be written. */
    void takeBack() {
        if (events > 0) {
            cursor.moveTo(before);
            events = 0;
        }
    }

    private Gap gap(String requestedId) {
        feeds.tally().gaps.increment();
        return new Gap(channel, requestedId, cursor.oldest().map(Object::toString));
    }
}
