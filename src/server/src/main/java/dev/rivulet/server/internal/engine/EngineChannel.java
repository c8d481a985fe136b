/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import dev.rivulet.server.ChannelCounts;
import dev.rivulet.server.Outcome;
import dev.rivulet.server.Position;
import dev.rivulet.server.internal.engine.delivery.ChannelFeeds;
import dev.rivulet.server.internal.engine.delivery.Cursor;
import dev.rivulet.server.internal.engine.log.ChannelLog;
import dev.rivulet.server.internal.engine.log.EncodedEvent;
import dev.rivulet.server.internal.engine.log.EndedException;
import dev.rivulet.server.internal.engine.log.From;
import dev.rivulet.server.internal.engine.log.WireFormat;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A channel by its name. An ordinary one that has been forgotten comes back when it is published or subscribed to; a finite one stays
 * what it was, also when another of its name has begun. Costs little to make and holds nothing that would keep its channel from
 * being forgotten. Thread-safe.
 */
public final class EngineChannel {

    private static final int REASON = 1_000;

    private final String name;
    private final Engine engine;
    private volatile @Nullable LiveChannel met; // the last that this has been; closed perhaps

    EngineChannel(String name, Engine engine, @Nullable Known known) {
        this.name = name;
        this.engine = engine;
        this.met = known instanceof LiveChannel live ? live : null;
    }

    /**
     * Its name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Its name, as clients call it.
     *
     * @return the name, or {@code @me} for a user's own
     */
    public String clientName() {
        return WireFormat.clientName(name);
    }

    /**
     * Publishes an event: appends it to the log and wakes the loops that have readers. Never blocks on one.
     *
     * @param event the event
     * @return its position
     * @throws EndedException if the channel is finite and has ended
     * @throws RefusedException if it has been forgotten, and would be one channel too many
     */
    public Position publish(EncodedEvent event) {
        LiveChannel live = met;
        long stamp = live == null ? ChannelLog.NOT_TAKEN : live.publish(event);
        while (stamp == ChannelLog.NOT_TAKEN) {
            live = meet(live);
            stamp = live.publish(event);
        }
        return engine.position(stamp);
    }

    /**
     * Whether it can end: it was {@linkplain Engine#begin begun}.
     *
     * @return false for an ordinary channel, or one that is not known any more
     */
    public boolean isFinite() {
        return finite().isPresent();
    }

    /**
     * Whether it has ended.
     *
     * @return true for a finite channel after {@link #end} or {@link #fail}
     */
    public boolean hasEnded() {
        return finite().filter(LiveChannel::hasEnded).isPresent();
    }

    /**
     * How it has ended.
     *
     * @return what its readers are told; empty for one that is not finite or has not ended
     */
    public Optional<Outcome> outcome() {
        return finite().flatMap(LiveChannel::ending).flatMap(Ending::outcome);
    }

    /**
     * Ends it: the last thing that its readers are told. Their streams are closed when they have been sent all of it.
     *
     * @return false if it had ended before, which changes nothing
     * @throws IllegalStateException if it is not finite
     */
    public boolean end() {
        return end(Outcome.ended());
    }

    /**
     * Ends it as failed.
     *
     * @param reason what readers are told; of a longer one the first {@value #REASON} characters
     * @return false if it had ended before, which changes nothing
     * @throws IllegalStateException if it is not finite
     */
    public boolean fail(String reason) {
        return end(Outcome.failed(reason.length() <= REASON ? reason : reason.substring(0, REASON)));
    }

    /**
     * Has something done when the last reader has left and none has come back for that long, unless it ends before. Not done where
     * none ever came. Checked about once a second.
     *
     * @param after how long
     * @param action run once, on a thread that may be kept for a while; what it throws goes to the error handler
     * @throws IllegalStateException if it is not finite
     * @throws IllegalArgumentException if the duration is negative
     */
    public void whenAbandoned(Duration after, Runnable action) {
        if (after.isNegative()) {
            throw new IllegalArgumentException("A channel cannot be abandoned for " + after + ": 0 is the least");
        }
        finite().flatMap(LiveChannel::ending).orElseThrow(this::notFinite).whenAbandoned(after, action);
    }

    /**
     * Where the log stands.
     *
     * @return the newest event's position
     */
    public Position position() {
        return engine.position(known().stamp());
    }

    /**
     * How many open streams read it.
     *
     * @return the number
     */
    public int subscribers() {
        return known().subscribers();
    }

    /**
     * How far the slowest of them was behind at its loop's last tick.
     *
     * @return events
     */
    public long lag() {
        return known().lag();
    }

    /**
     * What has happened to it and to its streams, since it was made or came back.
     *
     * @return a snapshot
     */
    public ChannelCounts counts() {
        return known().counts();
    }

    /**
     * How many events it has had.
     *
     * @return the number of its newest
     * @throws IllegalStateException if it is not finite
     */
    public long published() {
        return finite().orElseThrow(this::notFinite).log().head();
    }

    /**
     * Has the loops tell how far the slowest of its readers has come.
     *
     * @return completed on any thread, which must not be kept: with the number of the last event that all of them have been written, or
     *     a lower one where events are published meanwhile; the newest one's where there is none
     * @throws IllegalStateException if it is not finite
     */
    public CompletionStage<Long> written() {
        return finite().orElseThrow(this::notFinite).feeds().written();
    }

    /**
     * Has something done whenever a reader that was stuck has been written to again; of several calls the last counts.
     *
     * @param action called on a loop: must be quick
     * @throws IllegalStateException if it is not finite
     */
    public void whenMoved(Runnable action) {
        finite().orElseThrow(this::notFinite).feeds().whenMoved(action);
    }

    /**
     * Whether another is this very channel: not one that has begun since under its name.
     *
     * @param other another
     * @return true if so
     */
    public boolean isSameAs(EngineChannel other) {
        return engine == other.engine && name.equals(other.name) && finite().equals(other.finite());
    }

    /** A cursor of one who has entered, and is to leave. */
    Cursor enter(From from) {
        LiveChannel live = met;
        while (live == null || !live.feeds().enter()) {
            live = meet(live);
        }
        ChannelFeeds feeds = live.feeds();
        boolean made = false;
        try {
            Cursor cursor = Cursor.at(feeds, from);
            if (live.log().isReplaced()) { // perhaps before the cursor found its place, which then means nothing
                throw new EndedException(name);
            }
            made = true;
            return cursor;
        } finally {
            if (!made) {
                feeds.leave();
            }
        }
    }

    private boolean end(Outcome outcome) {
        LiveChannel finite = finite().orElseThrow(this::notFinite);
        return engine.known().end(finite, outcome);
    }

    /** A closed one takes nothing: it is met again where there is a new one, unless it was finite. */
    private LiveChannel meet(@Nullable LiveChannel closed) {
        if (closed != null && closed.isFinite()) {
            throw new EndedException(name);
        }
        LiveChannel live = engine.live(name);
        met = live;
        return live;
    }

    private Optional<LiveChannel> finite() {
        LiveChannel live = met;
        if ((live == null || !live.isFinite()) && engine.known().find(name) instanceof LiveChannel found) {
            live = found;
            met = found;
        }
        return Optional.ofNullable(live).filter(LiveChannel::isFinite);
    }

    private Known known() {
        return finite().<Known>map(live -> live).orElseGet(() -> engine.known().get(name));
    }

    private IllegalStateException notFinite() {
        return new IllegalStateException("Channel " + name + " is not finite: only one that was begun can end");
    }
}
