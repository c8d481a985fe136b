/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.Position;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Moves a client's cursors along its channels, and writes to its stream what they pass: gaps first, then events, heartbeats where
 * there is silence. Its loop's. An {@link IOException} is its stream's; whatever else is thrown is a fault.
 */
final class Delivery {

    private static final int WRITES_PER_TURN = 16;

    private final long retryMillis;
    private final Cursors cursors = new Cursors();
    private List<ChannelCursor> proposed = List.of();
    private Notices notices = Notices.OPENING;
    private @Nullable StreamWriter writer;

    /** How a turn has ended. */
    enum Turn {
        /** Everything has been written, or the stream takes no more. */
        DONE,
        /** There is more to write, when others have had their turn. */
        UNFINISHED,
        /** A log has moved past a cursor, and its channel ends such streams. */
        OVERRUN
    }

    Delivery(long retryMillis) {
        this.retryMillis = retryMillis;
    }

    /** Takes cursors in that are not to be read as yet. */
    void propose(List<ChannelCursor> added) {
        List<ChannelCursor> all = new ArrayList<>(proposed);
        all.addAll(added);
        proposed = all;
    }

    /** Reads what was proposed, from now on; the cursors that were not there before. */
    List<ChannelCursor> join() {
        List<ChannelCursor> joined = proposed.stream().filter(cursors::add).toList();
        proposed = List.of();
        StreamWriter open = writer;
        for (ChannelCursor cursor : joined) {
            if (open != null && cursors.havePassed(cursor)) {
                // What it is asked for is behind the ids that this client has.
                tell(cursor.gapAtStart());
                cursor.cursor().moveToStart();
            } else if (cursor.cursor().startsAfterGap()) {
                tell(cursor.gapAtStart());
            }
        }
        if (open != null && !joined.isEmpty()) {
            open.measureFromNow();
            notices = notices.withOpening();
        }
        return joined;
    }

    /** Has a stream to write to. */
    void start(StreamWriter opened) {
        writer = opened;
    }

    /** The stream takes bytes again. */
    void resume() throws IOException {
        open().resume();
    }

    boolean isWritable() throws IOException {
        return writer != null && writer.isWritable();
    }

    boolean hasNews() {
        return !notices.isEmpty() || cursors.hasNews();
    }

    /** Several channels wait for each other, to be looked at once. */
    boolean isOfSeveralChannels() {
        return cursors.areSeveral();
    }

    /** Writes what the client has not been sent, for as long as the stream takes it and it is not for others to have their turn. */
    Turn deliver() throws IOException {
        for (int writes = 0; hasNews() && isWritable(); writes++) {
            if (writes == WRITES_PER_TURN) {
                return Turn.UNFINISHED;
            }
            ChannelCursor overrun = cursors.fallen();
            if (overrun != null) {
                if (endsOverrun(overrun)) {
                    return Turn.OVERRUN;
                }
            } else if (!writeNext() && cursors.fallen() == null) {
                return Turn.DONE;
            }
        }
        return Turn.DONE;
    }

    /** Sends a heartbeat where there was silence; why the stream has to end, if it has. Its news have been delivered. */
    @Nullable
    CloseReason keepAlive(Liveness liveness, long now) throws IOException {
        StreamWriter open = open();
        if (isWritable()) {
            if (liveness.needsHeartbeat(open.silentNanos(now))) {
                write(WireFormat.heartbeat());
            }
            return null;
        }
        ChannelCursor overrun = cursors.lost();
        if (overrun != null) {
            return endsOverrun(overrun) ? CloseReason.FELL_BEHIND : null;
        }
        if (liveness.isStalled(open.blockedNanos(now))) {
            cursors.all().forEach(cursor -> cursor.feeds().tally().stalled.increment());
            return CloseReason.STALLED;
        }
        return null;
    }

    /** Writes what belongs to no channel. */
    void write(byte[] block) throws IOException {
        open().write(Chunk.withoutEvents(block));
    }

    List<ChannelCursor> cursors() {
        return cursors.all();
    }

    /** Where the client is, or will be, in each channel. */
    Map<String, Position> positions() {
        Map<String, Position> positions = cursors.positions();
        proposed.forEach(cursor ->
                positions.putIfAbsent(cursor.channel(), cursor.cursor().position()));
        return positions;
    }

    long lag() {
        return cursors.lag();
    }

    long eventsSent() {
        return writer == null ? 0 : writer.eventsSent();
    }

    long bytesSent() {
        return writer == null ? 0 : writer.bytesSent();
    }

    private boolean writeNext() throws IOException {
        Chunk chunk = notices.isEmpty() ? cursors.next() : takeNotices();
        if (chunk == null) {
            return false;
        }
        boolean written = false;
        try {
            open().write(chunk);
            written = true;
        } finally {
            if (!written) {
                cursors.takeBack();
            }
        }
        if (chunk.events() > 0) {
            cursors.keep();
            open().count(chunk);
        }
        return true;
    }

    /** A channel's log has moved past its cursor: the stream ends, or goes on after a gap. */
    private boolean endsOverrun(ChannelCursor overrun) {
        ChannelTally tally = overrun.feeds().tally();
        if (overrun.feeds().slowReaders() == SlowReaders.DISCONNECT) {
            tally.disconnected.increment();
            return true;
        }
        tally.skipped.increment();
        if (!notices.tellGapOf(overrun.channel())) {
            tell(overrun.gapFromHere());
        }
        overrun.cursor().moveToStart();
        return false;
    }

    private void tell(Gap gap) {
        notices = notices.with(gap);
    }

    /** The stream's opening, and gaps that have not been told. */
    private @Nullable Chunk takeNotices() {
        Position position = cursors.position();
        if (position == null) {
            return null;
        }
        Chunk chunk = notices.at(position, retryMillis);
        notices = Notices.NONE;
        return chunk;
    }

    private StreamWriter open() {
        return Objects.requireNonNull(writer, "open");
    }
}
