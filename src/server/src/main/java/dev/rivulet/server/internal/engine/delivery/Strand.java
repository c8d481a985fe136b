/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.internal.engine.log.Batch;
import dev.rivulet.server.internal.engine.log.Trace;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One channel's next events while they are merged with other channels'; comes before another whose next event is newer. */
final class Strand implements Comparable<Strand> {

    private final ChannelCursor source;
    private final Batch batch;
    private int next;

    Strand(ChannelCursor source, Batch batch) {
        this.source = source;
        this.batch = batch;
    }

    long stamp() {
        return batch.stamp(next);
    }

    /** How many of its events have yet to be written. */
    int left() {
        return batch.count() - next;
    }

    /** Writes events up to that stamp, at least one, until the output has that many bytes; the stamp of the last of them. */
    long write(ByteArrayOutputStream out, long upTo, int bytes) {
        do {
            WireFormat.merged(out, batch, next, source);
            next++;
        } while (next < batch.count() && stamp() <= upTo && out.size() < bytes);
        return batch.stamp(next - 1);
    }

    /** When its next event was appended. */
    long appendedAt() {
        return batch.appendedAt(next);
    }

    /** Who follows the events that were written last. */
    List<Trace> traces(int written) {
        return batch.traces(next - written, written);
    }

    ChannelCursor source() {
        return source;
    }

    Batch batch() {
        return batch;
    }

    /** The sequence of the event that was written last. */
    long last() {
        return batch.sequence(next - 1);
    }

    /** What is left of the channel, or null where it has nothing more to read. */
    @Nullable
    Strand rest() {
        if (next < batch.count()) {
            return this;
        }
        Batch more = source.cursor().next();
        return more == null ? null : new Strand(source, more);
    }

    boolean hasFallenBehind() {
        return source.cursor().hasFallenBehind();
    }

    @Override
    @SuppressWarnings("ComparableType") // only its own kind
    public int compareTo(Strand other) {
        return Long.compare(stamp(), other.stamp());
    }
}
