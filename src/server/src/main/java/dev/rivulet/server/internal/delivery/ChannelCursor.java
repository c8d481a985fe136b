/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.delivery;

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
     * A cursor where the client's last event id puts it, or at the head. It may have to search the log.
     *
     * @param channel the channel's name
     * @param feeds its feeds
     * @param lastEventId what the client has
     * @return a new cursor
     */
    public static ChannelCursor at(String channel, ChannelFeeds feeds, Optional<String> lastEventId) {
        Optional<String> requested = lastEventId.map(id -> CompositeId.select(id, channel));
        Cursor cursor = requested.map(id -> Cursor.after(feeds.log(), id)).orElseGet(() -> Cursor.atHead(feeds.log()));
        return new ChannelCursor(channel, feeds, cursor, requested);
    }
}
