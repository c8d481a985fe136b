/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.delivery;

/** What the last write does to one cursor. The loop's, which uses it again for the next. */
final class Move {

    private final ChannelCursor cursor;
    private long from;
    private int events;

    Move(ChannelCursor cursor) {
        this.cursor = cursor;
    }

    /** Notes where the cursor is, unless this write has moved it already; true for the first time. */
    boolean begin() {
        if (events > 0) {
            return false;
        }
        from = cursor.cursor().sequence();
        return true;
    }

    void count(int more) {
        events += more;
    }

    /** The bytes have been written. */
    void keep() {
        cursor.feeds().tally().delivered.add(events);
        events = 0;
    }

    void takeBack() {
        cursor.cursor().moveTo(from);
        events = 0;
    }
}
