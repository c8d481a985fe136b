/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.delivery;

import dev.rivulet.server.internal.log.Batch;
import dev.rivulet.server.internal.log.Cursor;
import java.util.Optional;

/**
 * A client's place in one channel.
 *
 * @param channel the channel's name
 * @param feeds wake whoever has cursors in it
 * @param cursor how far the client is
 * @param requested where the client asked to resume
 */
public record ChannelCursor(String channel, ChannelFeeds feeds, Cursor cursor, Optional<String> requested) {

    /**
     * A cursor where the client's last event id puts it, or where a new client starts. It may have to search the log.
     *
     * @param channel the channel's name
     * @param feeds its feeds
     * @param lastEventId what the client has
     * @return a new cursor
     */
    public static ChannelCursor at(String channel, ChannelFeeds feeds, Optional<String> lastEventId) {
        Cursor cursor =
                lastEventId.map(id -> Cursor.after(feeds.log(), id)).orElseGet(() -> Cursor.atStart(feeds.log()));
        return new ChannelCursor(channel, feeds, cursor, lastEventId);
    }

    /** What is told when events may be missing before where the cursor has started. */
    Gap gapAtStart() {
        return gap(requested.orElse(""));
    }

    /** What is told when events behind the cursor have been dropped. */
    Gap gapFromHere() {
        return gap(cursor.position().toString());
    }

    /** Moves to one of a batch's events. */
    void move(Batch batch, long sequence) {
        feeds.tally().replaced.add(cursor.replacedBefore(batch));
        cursor.moveTo(sequence);
    }

    private Gap gap(String requestedId) {
        feeds.tally().gaps.increment();
        return new Gap(channel, requestedId, cursor.oldest().map(Object::toString));
    }
}
