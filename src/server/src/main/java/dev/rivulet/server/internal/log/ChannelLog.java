/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rivulet.server.Position;
import dev.rivulet.server.internal.encoding.EncodedEvent;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A channel's log: its newest events as wire bytes, within a {@link History}'s bounds, in segments that are dropped whole.
 *
 * <p>Appending takes a lock that only those who append or expire hold, for as long as it takes to copy one event. Reading
 * takes none: a reader sees {@code head}, finds its segment in an array that is replaced and never changed, and reads bytes
 * that do not change either.
 */
public final class ChannelLog {

    private static final int MIN_SEGMENT = 4 * 1024;
    private static final int MAX_SEGMENT = 64 * 1024;

    private final String epoch;
    private final History history;
    private final LongSupplier nanoTime;
    private final ReentrantLock appending = new ReentrantLock();

    private long heldBytes; // guarded by appending
    private volatile Segment[] segments = {};
    private volatile long oldest = 1;
    private volatile long head;

    /**
     * An empty log.
     *
     * @param epoch names this incarnation
     * @param history what to hold
     * @param nanoTime tells the age of events
     */
    public ChannelLog(String epoch, History history, LongSupplier nanoTime) {
        this.epoch = epoch;
        this.history = history;
        this.nanoTime = nanoTime;
    }

    /**
     * Appends an event and drops what is then out of bounds.
     *
     * @param event the event
     * @return its sequence
     */
    public long append(EncodedEvent event) {
        appending.lock();
        try {
            long sequence = head + 1;
            String id = event.applicationId() == null ? position(sequence).toString() : event.applicationId();
            byte[] idLine = ("id: " + id + "\n\n").getBytes(UTF_8);
            int size = event.body().length + idLine.length;
            long now = nanoTime.getAsLong();
            Segment[] current = segments;
            if (current.length == 0 || !current[current.length - 1].append(event, idLine, now)) {
                Segment segment = new Segment(sequence, Math.max(size, segmentSize()));
                segment.append(event, idLine, now);
                Segment[] more = Arrays.copyOf(current, current.length + 1);
                more[current.length] = segment;
                segments = more;
            }
            heldBytes += size;
            head = sequence;
            evict(now);
            return sequence;
        } finally {
            appending.unlock();
        }
    }

    /** Drops what has become too old. Cheap when nothing has. */
    public void expire() {
        if (oldest > head) {
            return;
        }
        appending.lock();
        try {
            evict(nanoTime.getAsLong());
        } finally {
            appending.unlock();
        }
    }

    /**
     * The sequence of the newest event, 0 before the first.
     *
     * @return a sequence
     */
    public long head() {
        return head;
    }

    /**
     * The sequence of the oldest event that is held; one past {@link #head} when none is.
     *
     * @return a sequence
     */
    public long oldest() {
        return oldest;
    }

    /**
     * The position of an event of this log.
     *
     * @param sequence its sequence
     * @return its position
     */
    public Position position(long sequence) {
        return new Position(epoch, sequence);
    }

    /**
     * The position of the oldest event that is held.
     *
     * @return a position, or empty when none is held
     */
    public Optional<Position> oldestPosition() {
        long sequence = oldest;
        return sequence > head ? Optional.empty() : Optional.of(position(sequence));
    }

    /**
     * Whether events after that sequence have been dropped.
     *
     * @param sequence the last event that a reader has
     * @return true if the reader can no longer have every event
     */
    boolean hasDroppedAfter(long sequence) {
        return sequence + 1 < oldest;
    }

    /**
     * The events after that sequence, as many as lie side by side.
     *
     * @param sequence the last event that the reader has, not dropped after
     * @return the events, or null when there is none yet, or none any more
     */
    @Nullable
    Batch read(long sequence) {
        if (sequence >= head) {
            return null;
        }
        Segment[] current = segments;
        int i = current.length - 1;
        while (i >= 0 && current[i].first() > sequence + 1) {
            i--;
        }
        return i < 0 ? null : new Batch(current[i], current[i].indexOf(sequence + 1), current[i].count());
    }

    /**
     * Finds the newest event with that id on the wire.
     *
     * @param id an id
     * @return its sequence, or empty where no event that is held has it
     */
    OptionalLong find(String id) {
        byte[] line = ("id: " + id + "\n\n").getBytes(UTF_8);
        long from = oldest;
        Segment[] current = segments;
        for (int s = current.length - 1; s >= 0; s--) {
            Segment segment = current[s];
            for (int i = segment.count() - 1; i >= 0 && segment.first() + i >= from; i--) {
                if (Arrays.equals(segment.bytes, segment.id(i), segment.start(i + 1), line, 0, line.length)) {
                    return OptionalLong.of(segment.first() + i);
                }
            }
        }
        return OptionalLong.empty();
    }

    String epoch() {
        return epoch;
    }

    /** Grows with what is held, so that a quiet channel is small and a busy one has few segments. */
    private int segmentSize() {
        return (int) Math.max(MIN_SEGMENT, Math.min(MAX_SEGMENT, heldBytes / 4));
    }

    /** Moves {@code oldest} past what is out of bounds; the newest event stays within count and bytes, whatever its size. */
    private void evict(long now) {
        long keepFrom = oldest;
        Segment[] current = segments;
        int dropped = 0;
        while (dropped < current.length) {
            Segment segment = current[dropped];
            int index = segment.indexOf(keepFrom);
            if (index == segment.count()) {
                if (segment.last() == head) {
                    break;
                }
                dropped++;
            } else if (mustGo(segment, index, keepFrom, now)) {
                heldBytes -= segment.size(index);
                keepFrom++;
            } else {
                break;
            }
        }
        oldest = keepFrom;
        if (keepFrom > head) {
            segments = new Segment[0];
        } else if (dropped > 0) {
            segments = Arrays.copyOfRange(current, dropped, current.length);
        }
    }

    private boolean mustGo(Segment segment, int index, long sequence, long now) {
        if (now - segment.appendedAt(index) > history.age().toNanos()) {
            return true;
        }
        return sequence < head && (head - sequence >= history.events() || heldBytes > history.bytes());
    }
}
