/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.Position;
import dev.rivulet.server.internal.engine.log.Batch;
import dev.rivulet.server.internal.engine.log.NodeOrder;
import dev.rivulet.server.internal.engine.log.Slice;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import dev.rivulet.server.internal.engine.log.TracedEvent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * One client's cursors. A single channel's bytes leave as they lie in its log. Several channels are merged in the {@link
 * NodeOrder}: when an event goes out, everything before it has, so its stamp alone says where the client is in all of them.
 */
final class Cursors {

    private static final int MERGED_BYTES = 32 * 1024;

    private Cursor[] cursors = {}; // an array, since each delivery looks at them with cold caches
    private final boolean namesAsTheyAre;
    private long passed; // the newest stamp that an event or an id has told the client

    Cursors(boolean namesAsTheyAre) {
        this.namesAsTheyAre = namesAsTheyAre;
    }

    /** False where the channel is there already: its cursor stays. */
    boolean add(Cursor cursor) {
        for (Cursor known : cursors) {
            if (known.channel().equals(cursor.channel())) {
                return false;
            }
        }
        cursors = Arrays.copyOf(cursors, cursors.length + 1);
        cursors[cursors.length - 1] = cursor;
        return true;
    }

    List<Cursor> all() {
        return List.of(cursors);
    }

    /** Whether ids that the client has been sent already say that it has this cursor's next events. */
    boolean havePassed(Cursor joining) {
        Slice next = joining.next();
        return next == null ? joining.isOverrun() : next.stamp(0) <= passed;
    }

    boolean areSeveral() {
        return cursors.length > 1;
    }

    /** Whether one of the channels has been read to its end, and another has its name since. */
    boolean areReplaced() {
        for (Cursor cursor : cursors) {
            if (cursor.log().isReplaced() && !cursor.hasNext()) {
                return true;
            }
        }
        return false;
    }

    /** Whether all of the channels have ended, so that nothing follows what their logs have. */
    boolean haveEnded() {
        for (Cursor cursor : cursors) {
            if (!cursor.log().hasEnded()) {
                return false;
            }
        }
        return cursors.length > 0;
    }

    boolean hasUnsent() {
        for (Cursor cursor : cursors) {
            if (cursor.hasNext()) {
                return true;
            }
        }
        return false;
    }

    /** A cursor behind which the log has dropped something, where that ends the stream. */
    @Nullable
    Cursor endedByOverrun() {
        for (Cursor cursor : cursors) {
            if (cursor.feeds().slowReaders() == SlowReaders.DISCONNECT
                    && cursor.isOverrun()
                    && !cursor.log().isReplaced()) {
                return cursor;
            }
        }
        return null;
    }

    /** A cursor that can never read on, if there is one. */
    @Nullable
    Cursor overrunForGood() {
        for (Cursor cursor : cursors) {
            if (cursor.isOverrunForGood()) {
                return cursor;
            }
        }
        return null;
    }

    /**
     * What the client sends back to resume here: the stamp before the oldest event that it has not been sent; null where a
     * cursor can no longer read that one.
     */
    @Nullable
    Position position() {
        NodeOrder order = order();
        long stamp = Math.max(order.newest(), passed); // first: what comes meanwhile is then behind it
        for (Cursor cursor : cursors) {
            Slice next = cursor.next();
            if (next != null) {
                stamp = Math.min(stamp, next.stamp(0) - 1);
            } else if (cursor.isOverrun()) {
                return null;
            }
        }
        passed = Math.max(passed, stamp);
        return order.position(stamp);
    }

    /** Moves to the next events; null where there are none, or only some that a cursor can no longer read. */
    @Nullable
    Batch next() {
        if (areSeveral()) {
            return merge(MERGED_BYTES);
        }
        Cursor only = cursors[0];
        Slice slice = only.next();
        if (slice == null) {
            return null;
        }
        int last = slice.count() - 1;
        if (last == 0 && slice.sequence(0) < only.log().head()) {
            return merge(MERGED_BYTES); // they do not lie side by side, such as a compacted channel's
        }
        only.move(slice, last, slice.count());
        passed = slice.stamp(last);
        return slice.batch();
    }

    /** Moves to the next event alone. */
    @Nullable
    Batch nextOne() {
        return merge(1);
    }

    /** The last batch has been written. */
    void keep() {
        for (Cursor cursor : cursors) {
            cursor.keep();
        }
    }

    /** The last batch could not be written. */
    void takeBack() {
        for (Cursor cursor : cursors) {
            cursor.takeBack();
        }
    }

    Map<String, Position> positions() {
        Map<String, Position> positions = new LinkedHashMap<>();
        for (Cursor cursor : cursors) {
            positions.put(cursor.channel(), cursor.position());
        }
        return positions;
    }

    /** How many events were published behind the cursors. */
    long lag() {
        long lag = 0;
        for (Cursor cursor : cursors) {
            lag += cursor.lag();
        }
        return lag;
    }

    private @Nullable Batch merge(int bytes) {
        long settled = order().newest(); // first: up to here the logs show every event
        PriorityQueue<Strand> strands = new PriorityQueue<>();
        for (Cursor cursor : cursors) {
            Strand strand = Strand.of(cursor);
            if (strand != null) {
                strands.add(strand);
            } else if (cursor.isOverrun()) {
                return null;
            }
        }
        Strand.Form form = form();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int events = 0;
        long appendedAt = 0;
        List<TracedEvent> traces = new ArrayList<>(0);
        while (out.size() < bytes) {
            Strand first = strands.poll();
            if (first == null || first.stamp() > settled) {
                break;
            }
            Strand second = strands.peek();
            appendedAt = events == 0 ? first.appendedAt() : appendedAt;
            long upTo = second == null ? settled : Math.min(settled, second.stamp());
            int written = first.write(out, upTo, bytes, form);
            events += written;
            passed = first.lastStamp();
            traces.addAll(first.traces(written));
            Strand rest = first.rest();
            if (rest != null) {
                strands.add(rest);
            } else if (first.isOverrun()) {
                break; // later events of the others must wait until the client is told
            }
        }
        return events == 0 ? null : new Batch(out.toByteArray(), 0, out.size(), events, appendedAt, traces);
    }

    private Strand.Form form() {
        if (!areSeveral()) {
            return Strand.Form.ALONE;
        }
        return namesAsTheyAre ? Strand.Form.BESIDE_OTHERS : Strand.Form.BY_CHANNEL;
    }

    private NodeOrder order() {
        return cursors[0].log().order();
    }
}
