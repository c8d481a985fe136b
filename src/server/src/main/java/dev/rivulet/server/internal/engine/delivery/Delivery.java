/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.Position;
import dev.rivulet.server.internal.engine.log.Batch;
import dev.rivulet.server.internal.engine.log.Gap;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import dev.rivulet.server.internal.engine.log.WireFormat;
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
    private final byte[] heartbeat;
    private final Cursors cursors;
    private List<Cursor> proposed = List.of();
    private Turn settled = Turn.DONE; // how a turn ends that has written everything
    private Notices notices = Notices.OPENING;
    private @Nullable StreamWriter writer;

    /** How a turn has ended. */
    enum Turn {
        /** Everything has been written, or the stream takes no more. */
        DONE,
        /** The same, and once everything has been written nothing more will come. */
        COMPLETE,
        /** One of the channels has been read to its end, and another has its name since. */
        REPLACED,
        /** There is more to write, when others have had their turn. */
        UNFINISHED,
        /** A log has moved past a cursor, and its channel ends such streams. */
        OVERRUN
    }

    Delivery(long retryMillis, StreamForm form) {
        this.retryMillis = retryMillis;
        this.heartbeat = form.visibleHeartbeats() ? WireFormat.visibleHeartbeat() : WireFormat.heartbeat();
        this.cursors = new Cursors(form.namesAsTheyAre());
    }

    /** Takes cursors in that are not to be read as yet. */
    void propose(List<Cursor> added) {
        List<Cursor> all = new ArrayList<>(proposed);
        all.addAll(added);
        proposed = all;
        noteEnds();
    }

    /** Reads what was proposed, from now on; the cursors that were not there before. */
    List<Cursor> join() {
        List<Cursor> joined = proposed.stream().filter(cursors::add).toList();
        proposed = List.of();
        StreamWriter open = writer;
        for (Cursor cursor : joined) {
            if (open != null && cursors.havePassed(cursor)) {
                // What it is asked for is behind the ids that this client has.
                tell(cursor.countGapAtStart());
                cursor.moveToStart();
            } else if (cursor.startsAfterGap()) {
                tell(cursor.countGapAtStart());
            }
        }
        if (open != null && !joined.isEmpty()) {
            open.measureFromNow();
            notices = notices.withOpening();
        }
        return joined;
    }

    /** Finds out whether all of its channels have ended, or one has been replaced. To be asked after their feeds have the reader, or an end may be missed. */
    void noteEnds() {
        boolean complete = proposed.isEmpty() && (cursors.haveEnded() || cursors.areReplaced());
        settled = complete ? Turn.COMPLETE : Turn.DONE;
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

    boolean hasUnsent() {
        return !notices.isEmpty() || cursors.hasUnsent();
    }

    /** Several channels wait for each other, so that one turn serves all of them. */
    boolean isOfSeveralChannels() {
        return cursors.areSeveral();
    }

    /** Writes what the client has not been sent, for as long as the stream takes it and it is not for others to have their turn. */
    Turn deliver() throws IOException {
        for (int writes = 0; hasUnsent() && isWritable(); writes++) {
            if (writes == WRITES_PER_TURN) {
                return Turn.UNFINISHED;
            }
            Cursor overrun = cursors.overrunForGood();
            if (overrun != null) {
                if (overrun.log().isReplaced()) {
                    return Turn.REPLACED;
                }
                if (endsOverrun(overrun)) {
                    return Turn.OVERRUN;
                }
            } else if (!writeNext() && cursors.overrunForGood() == null) {
                return settled;
            }
        }
        return settled;
    }

    /** Sends a heartbeat where there was silence; why the stream has to end, if it has. Its events have been delivered. */
    @Nullable
    CloseReason keepAlive(Liveness liveness, long now) throws IOException {
        StreamWriter open = open();
        if (isWritable()) {
            if (liveness.needsHeartbeat(open.silentNanos(now))) {
                write(heartbeat);
            }
            return null;
        }
        Cursor overrun = cursors.endedByOverrun();
        if (overrun != null) {
            return endsOverrun(overrun) ? CloseReason.FELL_BEHIND : null;
        }
        if (liveness.isStalled(open.blockedNanos(now))) {
            cursors.all().forEach(cursor -> cursor.feeds().meter().stalled.increment());
            return CloseReason.STALLED;
        }
        return null;
    }

    /** Writes what belongs to no channel. */
    void write(byte[] block) throws IOException {
        open().write(Batch.withoutEvents(block));
    }

    List<Cursor> cursors() {
        return cursors.all();
    }

    /** Where the client is, or will be, in each channel. */
    Map<String, Position> positions() {
        Map<String, Position> positions = cursors.positions();
        proposed.forEach(cursor -> positions.putIfAbsent(cursor.channel(), cursor.position()));
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
        Batch batch = notices.isEmpty() ? cursors.next() : takeNotices();
        if (batch == null) {
            return false;
        }
        boolean written = false;
        try {
            open().write(batch);
            written = true;
        } finally {
            if (!written) {
                cursors.takeBack();
            }
        }
        if (batch.events() > 0) {
            cursors.keep();
            open().count(batch);
        }
        return true;
    }

    /** A channel's log has moved past its cursor: the stream ends, or goes on after a gap. */
    private boolean endsOverrun(Cursor overrun) {
        ChannelMeter meter = overrun.feeds().meter();
        if (overrun.feeds().slowReaders() == SlowReaders.DISCONNECT) {
            meter.disconnected.increment();
            return true;
        }
        meter.skipped.increment();
        if (!notices.tellGapOf(overrun.channel())) {
            tell(overrun.countGap());
        }
        overrun.moveToStart();
        return false;
    }

    private void tell(Gap gap) {
        notices = notices.with(gap);
    }

    /** The stream's opening, with an event if there is one, and gaps that have not been told. */
    private @Nullable Batch takeNotices() {
        Position position = cursors.position();
        if (position == null) {
            return null;
        }
        Notices told = notices;
        notices = Notices.NONE;
        Batch event = told.gaps().isEmpty() ? cursors.nextOne() : null;
        return event == null
                ? told.at(position, retryMillis)
                : event.after(WireFormat.openingBefore(retryMillis, position));
    }

    private StreamWriter open() {
        return Objects.requireNonNull(writer, "open");
    }
}
