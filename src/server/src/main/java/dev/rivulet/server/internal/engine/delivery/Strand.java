/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.internal.engine.log.Slice;
import dev.rivulet.server.internal.engine.log.TracedEvent;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One channel's next events while they are merged with other channels'; comes before another whose next event is newer. */
final class Strand implements Comparable<Strand> {

    private final Cursor source;
    private final Slice slice;
    private int next;

    /** How its events are written. */
    enum Form {
        /** As they lie in the log. */
        ALONE,
        /** With ids that all channels know. */
        BESIDE_OTHERS,
        /** With these, and the channel's name where they have none. */
        BY_CHANNEL
    }

    private Strand(Cursor source, Slice slice) {
        this.source = source;
        this.slice = slice;
    }

    /** Null where there is nothing that can be read. */
    static @Nullable Strand of(Cursor source) {
        Slice slice = source.next();
        return slice == null ? null : new Strand(source, slice);
    }

    long stamp() {
        return slice.stamp(next);
    }

    /**
     * Writes events up to that stamp, at least one, until the output has that many bytes, and moves the cursor past them; how
     * many.
     */
    int write(ByteArrayOutputStream out, long upTo, int bytes, Form form) {
        int first = next;
        do {
            if (form == Form.ALONE) {
                slice.copyTo(out, next);
            } else {
                slice.mergeTo(out, next, form == Form.BY_CHANNEL);
            }
            next++;
        } while (next < slice.count() && stamp() <= upTo && out.size() < bytes);
        source.move(slice, next - 1, next - first);
        return next - first;
    }

    /** When its next event was appended. */
    long appendedAt() {
        return slice.appendedAt(next);
    }

    /** Who follows the events that were written last. */
    List<TracedEvent> traces(int written) {
        return slice.traces(next - written, written);
    }

    /** The stamp of the event that was written last. */
    long lastStamp() {
        return slice.stamp(next - 1);
    }

    /** What is left of the channel, or null where it has nothing more to read. */
    @Nullable
    Strand rest() {
        return next < slice.count() ? this : of(source);
    }

    boolean isOverrun() {
        return source.isOverrun();
    }

    @Override
    @SuppressWarnings("ComparableType") // only its own kind
    public int compareTo(Strand other) {
        return Long.compare(stamp(), other.stamp());
    }
}
