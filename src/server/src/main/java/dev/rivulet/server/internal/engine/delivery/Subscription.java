/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.engine.log.WireFormat;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One client's cursors and the stream that they feed, from its admission to its end. Its state belongs to its delivery loop; what
 * other threads call only hands the loop a task. That a stream is to end, or takes bytes again, is noted beside the task, so that
 * the next tick finds it where the task could not be queued.
 */
public final class Subscription implements StreamOwner, LoopMember, Reader {

    private final long id;
    private final DeliveryLoop loop;
    private final Client client;
    private final StreamContext context;
    private final StreamListener listener;
    private final Optional<Term> term;

    // Any thread's.
    private volatile @Nullable Ending ending;
    private volatile boolean ready;

    // The loop's.
    private final Delivery delivery;
    private State state = State.WAITING;
    private @Nullable EventStream stream;
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
     * @param form what its stream looks like
     * @param listener is told of its life
     */
    public Subscription(
            long id,
            DeliveryLoop loop,
            Client client,
            StreamContext context,
            StreamForm form,
            StreamListener listener) {
        this.id = id;
        this.loop = loop;
        this.client = client;
        this.context = context;
        this.listener = listener;
        this.delivery = new Delivery(context.retryMillis().getAsLong(), form);
        long now = loop.now(); // first: what happens between the clocks ends the stream sooner, and not later
        this.term = Term.of(client, context, now);
    }

    /**
     * Proposes channels: they are among its positions, and nothing of them is sent before {@link #join}. Any thread.
     *
     * @param added where the client is in them
     * @return false if the loop has ended, and with it the subscription
     */
    public boolean propose(List<Cursor> added) {
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
            if (state == State.OPEN && delivery.isWritable()) {
                delivery.write(WireFormat.retry(waitMillis));
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
        loop.execute(this::resume);
    }

    @Override
    public void gone(@Nullable Throwable cause) {
        end(new Ending(cause == null ? CloseReason.CLOSED_BY_APPLICATION : CloseReason.CLIENT_GONE, cause));
    }

    @Override
    public boolean canAdvance() {
        try {
            // Those of several channels have many cursors, and are checked once for all channels with unsent events.
            return state == State.OPEN
                    && (delivery.isOfSeveralChannels() || (delivery.hasUnsent() && delivery.isWritable()));
        } catch (Throwable failure) {
            fail(failure);
            return false;
        }
    }

    /** One of its channels has unsent events. Subscriptions to several channels wait, so that one turn serves all of them. */
    @Override
    public void wake() {
        if (delivery.isOfSeveralChannels()) {
            takeAnotherTurn();
        } else {
            deliver();
        }
    }

    @Override
    public void channelEnded() {
        if (state == State.OPEN) {
            delivery.noteEnds();
            wake();
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
            } else if (term.isPresent() && term.get().isOver(now)) {
                close(term.get().reason(), null);
            } else if (state == State.OPEN) {
                delivery.noteEnds();
                resume();
                deliver(); // what it was not woken for, whatever the reason
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

    private void take(List<Cursor> added) {
        if (state == State.ENDED) {
            return;
        }
        if (loop.isEnding()) {
            close(CloseReason.APPLICATION_STOPPED, null);
            return;
        }
        loop.add(this);
        delivery.propose(added);
    }

    private void joinProposed() {
        if (state == State.ENDED) {
            return;
        }
        List<Cursor> joined = delivery.join();
        if (state == State.OPEN) {
            joined.forEach(this::enter);
            delivery.noteEnds();
            deliver();
        }
    }

    private void open(EventStream opened) {
        if (state != State.WAITING || loop.isEnding() || isOverdue()) {
            context.errors().guard("A stream that came too late could not be closed", opened::close);
            close(CloseReason.APPLICATION_STOPPED, null);
            return;
        }
        stream = opened;
        state = State.OPEN;
        try {
            context.meter().opened();
            delivery.start(new StreamWriter(opened, loop::now, context.meter()));
            delivery.cursors().forEach(this::enter);
            delivery.noteEnds();
            listener.opened(info());
            resume();
            deliver();
        } catch (Throwable failure) {
            fail(failure);
        }
    }

    /** Whether it has been told to end, or its time is over, before there was a stream. */
    private boolean isOverdue() {
        return ending != null || (term.isPresent() && term.get().isOver(loop.now()));
    }

    /** Throws nothing. */
    private void resume() {
        if (!ready || state != State.OPEN) {
            return;
        }
        ready = false;
        try {
            delivery.resume();
            deliver();
            delivery.cursors().forEach(Cursor::moved);
        } catch (Throwable failure) {
            fail(failure);
        }
    }

    /** Throws nothing. */
    private void deliver() {
        if (state != State.OPEN) {
            return;
        }
        try {
            switch (delivery.deliver()) {
                case DONE -> {}
                case COMPLETE -> complete();
                case REPLACED -> close(CloseReason.COMPLETED, null);
                case UNFINISHED -> takeAnotherTurn();
                case OVERRUN -> close(CloseReason.FELL_BEHIND, null);
            }
        } catch (Throwable failure) {
            fail(failure);
        }
    }

    /** The channels have ended: so does the stream, when the client has been sent all of them. */
    private void complete() {
        if (!delivery.hasUnsent()) {
            close(CloseReason.COMPLETED, null);
        }
    }

    /** Lets other subscriptions have theirs first. */
    private void takeAnotherTurn() {
        if (!hasTurn) {
            hasTurn = loop.execute(() -> {
                hasTurn = false;
                deliver();
                delivery.cursors().forEach(Cursor::moved);
            });
        }
    }

    private void keepAlive(long now) throws IOException {
        CloseReason reason = state == State.OPEN ? delivery.keepAlive(context.liveness(), now) : null;
        if (reason != null) {
            close(reason, null);
        }
    }

    /** What the stream throws is its client's; everything else is a fault of our own, and told as such. */
    private void fail(Throwable failure) {
        if (failure instanceof IOException) {
            close(CloseReason.CLIENT_GONE, failure);
        } else {
            context.errors()
                    .tell(
                            "A stream of " + delivery.positions().keySet() + " failed and is closed; others go on",
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
        EventStream open = stream;
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

    private void enter(Cursor cursor) {
        cursor.feeds().on(loop).add(this, cursor);
    }

    private void leave() {
        delivery.cursors().forEach(cursor -> cursor.feeds().on(loop).remove(this));
        loop.remove(this);
    }

    private SubscriptionInfo info() {
        return new NodeSubscriptionInfo(
                id,
                Collections.unmodifiableMap(delivery.positions()),
                client.lastEventId(),
                client.principal(),
                client.remoteAddress(),
                client.attributes(),
                client.since(),
                delivery.lag(),
                delivery.eventsSent(),
                delivery.bytesSent());
    }
}
