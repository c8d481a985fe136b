/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.Position;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One client's cursors and the stream that they feed, from its admission to its end. Its state belongs to its delivery loop; what
 * other threads call only hands the loop a task. That a stream is to end, or takes bytes again, is noted beside the task, so that
 * the next tick finds it where the task could not be queued.
 */
public final class Subscription implements StreamOwner, LoopMember, Reader {

    private static final int WRITES_PER_TURN = 16;

    private final long id;
    private final DeliveryLoop loop;
    private final Client client;
    private final StreamContext context;
    private final StreamListener listener;
    private final long retryMillis;
    private final Optional<Long> expiresAt;

    // Any thread's.
    private volatile @Nullable Ending ending;
    private volatile boolean ready;

    // The loop's.
    private final Cursors cursors = new Cursors();
    private State state = State.WAITING;
    private List<ChannelCursor> proposed = List.of();
    private Notices notices = Notices.OPENING;
    private @Nullable StreamWriter writer;
    private boolean hasTurn;

    /** How far it has come. */
    private enum State {
        /** Admitted, and without a stream as yet. */
        WAITING,
        /** With a stream. */
        OPEN,
        /** For good. */
        ENDED
    }

    /** Why it is to end. */
    private record Ending(CloseReason reason, @Nullable Throwable cause) {}

    /**
     * A subscription whose stream has yet to be opened.
     *
     * @param id unique on the node
     * @param loop owns it
     * @param client who subscribes
     * @param context what all have in common
     * @param listener is told of its life
     */
    public Subscription(long id, DeliveryLoop loop, Client client, StreamContext context, StreamListener listener) {
        this.id = id;
        this.loop = loop;
        this.client = client;
        this.context = context;
        this.listener = listener;
        this.retryMillis = context.retryMillis().getAsLong();
        this.expiresAt = client.stayNanos().map(stay -> loop.now() + stay);
    }

    /**
     * Proposes channels: they are among its positions, and nothing of them is sent before {@link #join}. Any thread.
     *
     * @param added where the client is in them
     * @return false if the loop has ended, and with it the subscription
     */
    public boolean propose(List<ChannelCursor> added) {
        return execute(() -> take(added));
    }

    /** Joins the channels that were proposed; one that is there already stays as it is. Any thread. */
    public void join() {
        execute(this::joinProposed);
    }

    /** Ends the stream for the application. Any thread. */
    public void close() {
        close(CloseReason.CLOSED_BY_APPLICATION);
    }

    /**
     * Ends the stream. Any thread.
     *
     * @param reason what the application is told
     */
    public void close(CloseReason reason) {
        end(new Ending(reason, null));
    }

    /**
     * Ends the stream because the application stops. Any thread.
     *
     * @param waitMillis how long the client is told to wait before it comes back
     */
    public void drain(long waitMillis) {
        execute(() -> {
            StreamWriter open = writer;
            if (state == State.OPEN && open != null && open.isWritable()) {
                open.write(Chunk.withoutEvents(WireFormat.retry(waitMillis)));
            }
            close(CloseReason.APPLICATION_STOPPED, null);
        });
    }

    /**
     * Has the loop say how the subscription stands. Any thread.
     *
     * @return completed by the loop; exceptionally if it has ended
     */
    public CompletableFuture<SubscriptionInfo> snapshot() {
        CompletableFuture<SubscriptionInfo> answer = new CompletableFuture<>();
        boolean asked = loop.execute(() -> {
            try {
                answer.complete(info());
            } catch (Throwable fault) {
                answer.completeExceptionally(fault);
            }
        });
        if (!asked) {
            answer.cancel(false);
        }
        return answer;
    }

    @Override
    public void opened(EventStream opened) {
        boolean queued = false;
        try {
            queued = loop.execute(() -> open(opened));
        } finally {
            if (!queued) {
                context.errors().guard("A stream of an application that stops could not be closed", opened::close);
            }
        }
    }

    @Override
    public void ready() {
        ready = true;
        execute(this::resume);
    }

    @Override
    public void gone(@Nullable Throwable cause) {
        end(new Ending(cause == null ? CloseReason.CLOSED_BY_APPLICATION : CloseReason.CLIENT_GONE, cause));
    }

    @Override
    public boolean canBeSentNews() {
        try {
            // Those of several channels have many cursors, and are looked at once for all that have news.
            return cursors.areSeveral() || (hasNews() && isWritable());
        } catch (Throwable failure) {
            fail(failure);
            return false;
        }
    }

    /** One of its channels has news. Those of several channels wait for each other, to be looked at once. */
    @Override
    public void wake() {
        if (cursors.areSeveral()) {
            takeAnotherTurn();
        } else {
            deliver();
        }
    }

    @Override
    public void tick(long now) {
        try {
            Ending asked = ending;
            if (state == State.ENDED) {
                leave(); // the task that was to do so could not be queued
            } else if (asked != null) {
                close(asked.reason(), asked.cause());
            } else if (expiresAt.isPresent() && now - expiresAt.get() >= 0) {
                close(CloseReason.TOKEN_EXPIRED, null);
            } else if (state == State.OPEN) {
                resume();
                keepAlive(now);
            }
        } catch (Throwable failure) {
            fail(failure);
        }
    }

    @Override
    public void loopEnds() {
        close(CloseReason.APPLICATION_STOPPED, null);
    }

    private void end(Ending asked) {
        if (ending == null) {
            ending = asked;
        }
        execute(() -> close(asked.reason(), asked.cause()));
    }

    private boolean execute(Step step) {
        return loop.execute(() -> {
            try {
                step.take();
            } catch (Throwable failure) {
                fail(failure);
            }
        });
    }

    /** One of the loop's tasks; what it throws ends the stream. */
    @FunctionalInterface
    private interface Step {
        void take() throws IOException;
    }

    private void take(List<ChannelCursor> added) {
        if (state == State.ENDED) {
            return;
        }
        if (loop.isEnding()) {
            close(CloseReason.APPLICATION_STOPPED, null);
            return;
        }
        loop.add(this);
        List<ChannelCursor> all = new ArrayList<>(proposed);
        all.addAll(added);
        proposed = all;
    }

    private void joinProposed() {
        if (state == State.ENDED) {
            return;
        }
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
            joined.forEach(this::enter);
            open.measureFromNow();
            notices = notices.withOpening();
            deliver();
        }
    }

    private void open(EventStream opened) {
        if (state != State.WAITING || loop.isEnding() || isOverdue()) {
            context.errors().guard("A stream that came too late could not be closed", opened::close);
            close(CloseReason.APPLICATION_STOPPED, null);
            return;
        }
        try {
            writer = new StreamWriter(opened, loop::now, context.meter());
        } catch (Throwable fault) {
            context.errors().guard("A stream that could not be opened could not be closed", opened::close);
            fail(fault);
            return;
        }
        state = State.OPEN;
        try {
            context.meter().opened();
            cursors.all().forEach(this::enter);
            listener.opened(info());
            resume();
            deliver();
        } catch (Throwable failure) {
            fail(failure);
        }
    }

    /** Whether it has been told to end, or its client's token has expired, before there was a stream. */
    private boolean isOverdue() {
        return ending != null || (expiresAt.isPresent() && loop.now() - expiresAt.get() >= 0);
    }

    private void resume() throws IOException {
        StreamWriter open = writer;
        if (!ready || open == null || state != State.OPEN) {
            return;
        }
        ready = false;
        open.resume();
        deliver();
    }

    /** Writes what the client has not been sent, for as long as the stream takes it. Throws nothing. */
    private void deliver() {
        try {
            boolean wrote = true;
            for (int writes = 0; wrote && hasNews() && isWritable(); writes++) {
                if (writes == WRITES_PER_TURN) {
                    takeAnotherTurn();
                    return;
                }
                wrote = writeNext();
            }
        } catch (Throwable failure) {
            fail(failure);
        }
    }

    /** Lets other subscriptions have theirs first. */
    private void takeAnotherTurn() {
        if (!hasTurn) {
            hasTurn = loop.execute(() -> {
                hasTurn = false;
                deliver();
            });
        }
    }

    /** Sends a heartbeat where there was silence, and gives up a client that takes nothing. */
    private void keepAlive(long now) throws IOException {
        StreamWriter open = Objects.requireNonNull(writer, "open");
        if (isWritable()) {
            if (hasNews()) {
                deliver(); // whatever has kept its loop from being woken
            } else if (context.liveness().needsHeartbeat(open.silentNanos(now))) {
                open.write(Chunk.withoutEvents(WireFormat.heartbeat()));
            }
            return;
        }
        ChannelCursor lost = cursors.lost();
        if (lost != null) {
            fellBehind(lost);
        } else if (context.liveness().isStalled(open.blockedNanos(now))) {
            cursors.all().forEach(cursor -> cursor.feeds().tally().stalled.increment());
            close(CloseReason.STALLED, null);
        }
    }

    /** What the stream throws is its client's; everything else is a fault of our own, and told as such. */
    private void fail(Throwable failure) {
        if (failure instanceof IOException) {
            close(CloseReason.CLIENT_GONE, failure);
        } else {
            context.errors()
                    .tell(
                            "A stream of " + cursors.positions().keySet() + " failed and is closed; others go on",
                            failure);
            close(CloseReason.SERVER_ERROR, failure);
        }
    }

    /** On the loop. Each step is taken whatever the others do. */
    private void close(CloseReason reason, @Nullable Throwable cause) {
        if (state == State.ENDED) {
            return;
        }
        state = State.ENDED;
        ErrorHandler errors = context.errors();
        StreamWriter open = writer;
        if (open != null) {
            boolean stuck = reason == CloseReason.STALLED || reason == CloseReason.FELL_BEHIND;
            errors.guard("A stream could not be closed", stuck ? open::abort : open::close);
            errors.guard("The end of a stream could not be counted", context.meter()::closed);
            errors.guard("The end of a stream could not be told", () -> listener.closed(info(), reason, cause));
        }
        errors.guard("A stream's permits could not be released", listener::released);
        // Not now: the loop may be walking over the feed.
        errors.guard("A stream leaves its channels later", () -> loop.execute(this::leave));
    }

    private void enter(ChannelCursor cursor) {
        cursor.feeds().on(loop).add(this, cursor.cursor());
    }

    private void leave() {
        cursors.all().forEach(cursor -> cursor.feeds().on(loop).remove(this));
        loop.remove(this);
    }

    private boolean isWritable() throws IOException {
        return state == State.OPEN && Objects.requireNonNull(writer, "open").isWritable();
    }

    private boolean hasNews() {
        return !notices.isEmpty() || cursors.hasNews();
    }

    /** Writes one piece of the news; false if there was nothing to write after all. */
    private boolean writeNext() throws IOException {
        ChannelCursor fallen = cursors.fallen();
        if (fallen != null) {
            fellBehind(fallen);
            return true;
        }
        Chunk chunk = notices.isEmpty() ? cursors.next() : takeNotices();
        if (chunk == null) {
            return cursors.fallen() != null;
        }
        StreamWriter open = Objects.requireNonNull(writer, "open");
        boolean written = false;
        try {
            open.write(chunk);
            written = true;
        } finally {
            if (!written) {
                cursors.takeBack();
            }
        }
        if (chunk.events() > 0) {
            cursors.keep();
            open.count(chunk);
        }
        return true;
    }

    /** Its channel decides: the stream ends, or goes on after a gap. */
    private void fellBehind(ChannelCursor fallen) {
        if (fallen.feeds().slowReaders() == SlowReaders.DISCONNECT) {
            fallen.feeds().tally().disconnected.increment();
            close(CloseReason.FELL_BEHIND, null);
        } else {
            fallen.feeds().tally().skipped.increment();
            if (!notices.tellGapOf(fallen.channel())) {
                tell(fallen.gapFromHere());
            }
            fallen.cursor().moveToStart();
        }
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

    private SubscriptionInfo info() {
        Map<String, Position> positions = cursors.positions();
        proposed.forEach(cursor ->
                positions.putIfAbsent(cursor.channel(), cursor.cursor().position()));
        StreamWriter open = writer;
        return new SubscriptionInfo(
                id,
                Collections.unmodifiableMap(positions),
                client.lastEventId(),
                client.principal(),
                client.remoteAddress(),
                client.since(),
                cursors.lag(),
                open == null ? 0 : open.eventsSent(),
                open == null ? 0 : open.bytesSent());
    }
}
