/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.delivery;

import dev.rivulet.server.internal.log.Cursor;
import java.util.Optional;

/**
 * One of a subscription's channels.
 *
 * @param channel its name
 * @param feed wakes the subscription
 * @param cursor how far the client is
 * @param requested where the client asked to resume
 */
record ChannelCursor(String channel, ChannelFeed feed, Cursor cursor, Optional<String> requested) {

    /** A cursor where the client's last event id puts it. */
    static ChannelCursor at(String channel, ChannelFeed feed, Optional<String> lastEventId) {
        Optional<String> requested = lastEventId.flatMap(id -> CompositeId.select(id, channel));
        Cursor cursor = requested.map(id -> Cursor.after(feed.log(), id)).orElseGet(() -> Cursor.atHead(feed.log()));
        return new ChannelCursor(channel, feed, cursor, requested);
    }
}
