/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.Position;
import dev.rivulet.server.internal.engine.log.Batch;
import dev.rivulet.server.internal.engine.log.NodeOrder;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import dev.rivulet.server.internal.engine.log.Trace;
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

    private ChannelCursor[] cursors = {}; // an array, since each delivery looks at them with cold caches
    private long passed; // the newest stamp that an event or an id has told the client

    /** False where the channel is there already: its cursor stays. */
    boolean add(ChannelCursor cursor) {
        for (ChannelCursor known : cursors) {
            if (known.channel().equals(cursor.channel())) {
                return false;
            }
        }
        cursors = Arrays.copyOf(cursors, cursors.length + 1);
        cursors[cursors.length - 1] = cursor;
        return true;
    }

    List<ChannelCursor> all() {
        return List.of(cursors);
    }

    /** Whether ids that the client has been sent already say that it has this cursor's next events. */
    boolean havePassed(ChannelCursor joining) {
        Batch batch = joining.cursor().next();
        return batch == null ? joining.cursor().hasFallenBehind() : batch.stamp(0) <= passed;
    }

    boolean areSeveral() {
        return cursors.length > 1;
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
        return areSeveral() ? order.position(stamp) : cursors[0].cursor().position();
    }

    /** Moves to the next events; null where there are none, or only some that a cursor can no longer read. */
    @Nullable
    Chunk next() {
        if (areSeveral()) {
            return merge();
        }
        ChannelCursor only = cursors[0];
        Batch batch = only.cursor().next();
        if (batch == null) {
            return null;
        }
        only.move(batch, batch.last(), batch.count());
        passed = batch.stamp(batch.count() - 1);
        Batch more = batch.count() == 1 ? only.cursor().next() : null;
        return more == null ? Chunk.of(batch) : joined(only, batch, more);
    }

    /** The last chunk has been written. */
    void keep() {
        for (ChannelCursor cursor : cursors) {
            cursor.keep();
        }
    }

    /** The last chunk could not be written. */
    void takeBack() {
        for (ChannelCursor cursor : cursors) {
            cursor.takeBack();
        }
    }

    Map<String, Position> positions() {
        Map<String, Position> positions = new LinkedHashMap<>();
        for (ChannelCursor cursor : cursors) {
            positions.put(cursor.channel(), cursor.cursor().position());
        }
        return positions;
    }

    /** How many events were published behind the cursors. */
    long lag() {
        long lag = 0;
        for (ChannelCursor cursor : cursors) {
            lag += cursor.cursor().lag();
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
        long appendedAt = 0;
        List<Trace> traces = new ArrayList<>(0);
        while (out.size() < MERGED_BYTES) {
            Strand first = strands.poll();
            if (first == null || first.stamp() > settled) {
                break;
            }
            Strand second = strands.peek();
            appendedAt = events == 0 ? first.appendedAt() : appendedAt;
            int left = first.left();
            passed = first.write(out, second == null ? settled : Math.min(settled, second.stamp()), MERGED_BYTES);
            int written = left - first.left();
            events += written;
            first.source().move(first.batch(), first.last(), written);
            traces.addAll(first.traces(written));
            Strand rest = first.rest();
            if (rest != null) {
                strands.add(rest);
            } else if (first.hasFallenBehind()) {
                break; // later events of the others must wait until the client is told
            }
        }
        return out.size() == 0 ? null : Chunk.of(out.toByteArray(), events, appendedAt, traces);
    }

    /** Events that do not lie side by side, such as a keyed channel's, for one write. */
    private Chunk joined(ChannelCursor only, Batch first, Batch second) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first.bytes(), first.offset(), first.length());
        int events = first.count();
        List<Trace> traces = new ArrayList<>(first.traces(0, first.count()));
        for (@Nullable Batch batch = second;
                batch != null && out.size() < MERGED_BYTES;
                batch = only.cursor().next()) {
            out.write(batch.bytes(), batch.offset(), batch.length());
            events += batch.count();
            traces.addAll(batch.traces(0, batch.count()));
            only.move(batch, batch.last(), batch.count());
            passed = batch.stamp(batch.count() - 1);
        }
        return Chunk.of(out.toByteArray(), events, first.appendedAt(0), traces);
    }

    private NodeOrder order() {
        return cursors[0].cursor().order();
    }
}
