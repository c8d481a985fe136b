/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.delivery;

import dev.rivulet.server.Position;
import dev.rivulet.server.internal.log.Batch;
import dev.rivulet.server.internal.log.NodeOrder;
import dev.rivulet.server.internal.log.SlowReaders;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
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

    private final Map<String, ChannelCursor> byChannel = new LinkedHashMap<>();
    private final List<ChannelCursor> cursors = new ArrayList<>(1);
    private final IdentityHashMap<ChannelCursor, Long> before =
            new IdentityHashMap<>(1); // where they stood before the last chunk
    private long passed; // the newest stamp that an event or an id has told the client

    /** False where the channel is there already: its cursor stays. */
    boolean add(ChannelCursor cursor) {
        return byChannel.putIfAbsent(cursor.channel(), cursor) == null && cursors.add(cursor);
    }

    Collection<ChannelCursor> all() {
        return cursors;
    }

    /** Whether ids that the client has been sent already say that it has this cursor's next events. */
    boolean havePassed(ChannelCursor joining) {
        Batch batch = joining.cursor().next();
        return batch == null ? joining.cursor().hasFallenBehind() : batch.stamp(0) <= passed;
    }

    boolean areSeveral() {
        return cursors.size() > 1;
    }

    boolean hasNews() {
        for (ChannelCursor cursor : cursors) {
            if (cursor.cursor().hasNext()) {
                return true;
            }
        }
        return false;
    }

    /** A cursor behind which the log has dropped something, where that ends the stream. */
    @Nullable
    ChannelCursor lost() {
        for (ChannelCursor cursor : cursors) {
            if (cursor.feeds().slowReaders() == SlowReaders.DISCONNECT
                    && cursor.cursor().hasFallenBehind()) {
                return cursor;
            }
        }
        return null;
    }

    /** A cursor that can never read on, if there is one: dropped bytes can be read for a while. */
    @Nullable
    ChannelCursor fallen() {
        for (ChannelCursor cursor : cursors) {
            if (cursor.cursor().hasFallenBehind() && cursor.cursor().next() == null) {
                return cursor;
            }
        }
        return null;
    }

    /**
     * What the client sends back to resume here: its position, or, in several channels, the stamp before the oldest event
     * that it has not been sent; null where a cursor can no longer read that one.
     */
    @Nullable
    Position position() {
        before.clear();
        NodeOrder order = order();
        long stamp = order.newest(); // first: what comes meanwhile is then behind it
        for (ChannelCursor cursor : cursors) {
            Batch batch = cursor.cursor().next();
            if (batch != null) {
                stamp = Math.min(stamp, batch.stamp(0) - 1);
            } else if (cursor.cursor().hasFallenBehind()) {
                return null;
            }
        }
        passed = Math.max(passed, stamp);
        return areSeveral() ? order.position(stamp) : cursors.get(0).cursor().position();
    }

    /** Moves to the next events; null where there are none, or only some that a cursor can no longer read. */
    @Nullable
    Chunk next() {
        before.clear();
        if (areSeveral()) {
            return merge();
        }
        ChannelCursor only = cursors.get(0);
        Batch batch = only.cursor().next();
        if (batch == null) {
            return null;
        }
        only.move(batch, batch.last(), before);
        passed = batch.stamp(batch.count() - 1);
        Batch more = batch.count() == 1 ? only.cursor().next() : null;
        return more == null ? Chunk.of(batch) : joined(only, batch, more);
    }

    /** The last chunk could not be written. */
    void takeBack() {
        before.forEach((cursor, sequence) -> cursor.cursor().moveTo(sequence));
    }

    Map<String, Position> positions() {
        Map<String, Position> positions = new LinkedHashMap<>();
        cursors.forEach(
                cursor -> positions.put(cursor.channel(), cursor.cursor().position()));
        return positions;
    }

    /** How many events were published behind the cursors. */
    long lag() {
        long lag = 0;
        for (ChannelCursor cursor : cursors) {
            lag += cursor.feeds().log().head() - cursor.cursor().position().sequence();
        }
        return lag;
    }

    private @Nullable Chunk merge() {
        long settled = order().newest(); // first: up to here the logs show every event
        PriorityQueue<Strand> strands = new PriorityQueue<>();
        for (ChannelCursor cursor : cursors) {
            Batch batch = cursor.cursor().next();
            if (batch != null) {
                strands.add(new Strand(cursor, batch));
            } else if (cursor.cursor().hasFallenBehind()) {
                return null;
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int events = 0;
        while (out.size() < MERGED_BYTES) {
            Strand first = strands.poll();
            if (first == null || first.stamp() > settled) {
                break;
            }
            Strand second = strands.peek();
            int left = first.left();
            passed = first.write(out, second == null ? settled : Math.min(settled, second.stamp()), MERGED_BYTES);
            events += left - first.left();
            first.move(before);
            Strand rest = first.rest();
            if (rest != null) {
                strands.add(rest);
            } else if (first.hasFallenBehind()) {
                break; // later events of the others must wait until the client is told
            }
        }
        return out.size() == 0 ? null : Chunk.of(out.toByteArray(), events);
    }

    /** Events that do not lie side by side, such as a keyed channel's, for one write. */
    private Chunk joined(ChannelCursor only, Batch first, Batch second) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first.bytes(), first.offset(), first.length());
        int events = first.count();
        for (@Nullable Batch batch = second;
                batch != null && out.size() < MERGED_BYTES;
                batch = only.cursor().next()) {
            out.write(batch.bytes(), batch.offset(), batch.length());
            events += batch.count();
            only.move(batch, batch.last(), before);
            passed = batch.stamp(batch.count() - 1);
        }
        return Chunk.of(out.toByteArray(), events);
    }

    private NodeOrder order() {
        return cursors.get(0).cursor().order();
    }
}
