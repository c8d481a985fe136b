/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.Position;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.engine.log.SlowReaders;
import dev.rivulet.server.internal.engine.log.Trace;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One client's cursors and the stream that they feed. Its state belongs to its delivery loop; what other threads call only
 * hands the loop a task.
 */
public final class Subscription implements StreamOwner {

    private static final int WRITES_PER_TURN = 16;

    private final long id;
    private final DeliveryLoop loop;
    private final Client client;
    private final StreamTerms terms;
    private final SubscriptionListener listener;
    private final long retryMillis;
    private final Optional<Long> expiresAt;

    // The loop's.
    private final Cursors cursors = new Cursors();
    private List<Gap> gaps = List.of(); // to be told
    private @Nullable EventStream stream;
    private boolean opening = true;
    private boolean writable;
    private boolean closed;
    private boolean hasTurn;
    private long lastWrite;
    private long measuredFrom;
    private long blockedSince;
    private long eventsSent;
    private long bytesSent;

    /**
     * A subscription whose stream has yet to be opened.
     *
     * @param id unique on the node
     * @param loop owns it
     * @param client who subscribes
     * @param terms what holds for every stream
     * @param listener is told of its life
     */
    public Subscription(long id, DeliveryLoop loop, Client client, StreamTerms terms, SubscriptionListener listener) {
        this.id = id;
        this.loop = loop;
        this.client = client;
        this.terms = terms;
        this.listener = listener;
        this.retryMillis = terms.retryMillis().getAsLong();
        this.expiresAt = client.stayNanos().map(stay -> loop.now() + stay);
    }

    /**
     * Adds channels; one that is there already stays as it is. Any thread.
     *
     * @param added where the client is in them
     */
    public void add(List<ChannelCursor> added) {
        loop.execute(() -> join(added));
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
        loop.execute(() -> close(reason, null));
    }

    /**
     * Ends the stream because the application stops. Any thread.
     *
     * @param waitMillis how long the client is told to wait before it comes back
     */
    public void drain(long waitMillis) {
        loop.execute(() -> {
            try {
                if (isWritable()) {
                    byte[] retry = WireFormat.retry(waitMillis);
                    write(retry, 0, retry.length);
                }
                close(CloseReason.APPLICATION_STOPPED, null);
            } catch (IOException | RuntimeException e) {
                close(CloseReason.CLIENT_GONE, e);
            }
        });
    }

    /**
     * Has the loop say how the subscription stands. Any thread.
     *
     * @return completed by the loop; exceptionally if it has ended
     */
    public CompletableFuture<SubscriptionInfo> look() {
        CompletableFuture<SubscriptionInfo> answer = new CompletableFuture<>();
        if (!loop.execute(() -> answer.complete(info()))) {
            answer.cancel(false);
        }
        return answer;
    }

    @Override
    public void opened(EventStream opened) {
        if (!loop.execute(() -> open(opened))) {
            opened.close();
            listener.released();
        }
    }

    @Override
    public void ready() {
        loop.execute(this::resume);
    }

    @Override
    public void gone(@Nullable Throwable cause) {
        CloseReason reason = cause == null ? CloseReason.CLOSED_BY_APPLICATION : CloseReason.CLIENT_GONE;
        if (!loop.execute(() -> close(reason, cause))) {
            listener.released();
        }
    }

    private void join(List<ChannelCursor> added) {
        if (closed) {
            return;
        }
        List<ChannelCursor> joined = added.stream().filter(cursors::add).toList();
        for (ChannelCursor cursor : joined) {
            if (stream != null && cursors.havePassed(cursor)) {
                // What it is asked for is behind the ids that this client has.
                tell(cursor.gapAtStart());
                cursor.cursor().moveToStart();
            } else if (cursor.cursor().startsAfterGap()) {
                tell(cursor.gapAtStart());
            }
        }
        if (stream != null && !joined.isEmpty()) {
            joined.forEach(this::enter);
            measuredFrom = loop.now();
            opening = true;
            deliver();
        }
    }

    private void open(EventStream opened) {
        if (closed || loop.isEnding()) {
            opened.close();
            close(CloseReason.APPLICATION_STOPPED, null);
            return;
        }
        stream = opened;
        lastWrite = loop.now();
        blockedSince = lastWrite;
        measuredFrom = lastWrite;
        loop.add(this);
        cursors.all().forEach(this::enter);
        listener.opened(info());
        deliver();
    }

    private void resume() {
        writable = true;
        try {
            isWritable(); // a stream that is asked sends what the container had kept back
        } catch (IOException | RuntimeException e) {
            close(CloseReason.CLIENT_GONE, e);
        }
        deliver();
    }

    /**
     * Whether there is something to write, and the stream would take it. Those of several channels say so without a look: they have
     * many cursors, and are looked at once for all that have news. Throws nothing.
     */
    boolean canBeSentNews() {
        try {
            return cursors.areSeveral() || (hasNews() && isWritable());
        } catch (IOException | RuntimeException | Error e) {
            close(CloseReason.CLIENT_GONE, e);
            return false;
        }
    }

    /** One of its channels has news. Those of several channels wait for each other, to be looked at once. */
    void wake() {
        if (cursors.areSeveral()) {
            takeAnotherTurn();
        } else {
            deliver();
        }
    }

    /** Writes what the client has not been sent, for as long as the stream takes it. Throws nothing. */
    void deliver() {
        try {
            boolean wrote = true;
            for (int writes = 0; wrote && hasNews() && isWritable(); writes++) {
                if (writes == WRITES_PER_TURN) {
                    takeAnotherTurn();
                    return;
                }
                wrote = writeNext();
            }
        } catch (IOException | RuntimeException | Error e) {
            close(CloseReason.CLIENT_GONE, e);
        }
    }

    /** Lets other subscriptions have theirs first. */
    private void takeAnotherTurn() {
        if (!hasTurn) {
            hasTurn = true;
            loop.execute(() -> {
                hasTurn = false;
                deliver();
            });
        }
    }

    /** Sends a heartbeat where there was silence, and gives up a client that takes nothing. */
    void tick(long now) {
        if (closed) {
            return;
        }
        ChannelCursor lost = cursors.lost();
        try {
            if (expiresAt.isPresent() && now - expiresAt.get() >= 0) {
                close(CloseReason.TOKEN_EXPIRED, null);
            } else if (isWritable()) {
                if (now - lastWrite >= terms.heartbeat().toNanos()) {
                    write(WireFormat.heartbeat(), 0, WireFormat.heartbeat().length);
                }
            } else if (lost != null) {
                fellBehind(lost);
            } else if (now - blockedSince >= terms.writeTimeout().toNanos()) {
                cursors.all().forEach(cursor -> cursor.feeds().tally().stalled.increment());
                close(CloseReason.STALLED, null);
            }
        } catch (IOException | RuntimeException e) {
            close(CloseReason.CLIENT_GONE, e);
        }
    }

    void close(CloseReason reason, @Nullable Throwable cause) {
        if (closed) {
            return;
        }
        closed = true;
        if (stream != null) {
            if (reason == CloseReason.STALLED || reason == CloseReason.FELL_BEHIND) {
                stream.abort();
            } else {
                stream.close();
            }
            loop.execute(this::leave); // not now: the loop may be walking over the feed
            listener.closed(info(), reason, cause);
        }
        listener.released();
    }

    private void enter(ChannelCursor cursor) {
        cursor.feeds().on(loop).add(this, cursor.cursor());
    }

    private void leave() {
        loop.remove(this);
        cursors.all().forEach(cursor -> cursor.feeds().on(loop).remove(this));
    }

    private boolean isWritable() throws IOException {
        if (!writable || closed || stream == null) {
            return false;
        }
        writable = stream.isReady();
        if (!writable) {
            blockedSince = loop.now();
        }
        return writable;
    }

    private boolean hasNews() {
        return opening || !gaps.isEmpty() || cursors.hasNews();
    }

    /** Writes one piece of the news; false if there was nothing to write after all. */
    private boolean writeNext() throws IOException {
        ChannelCursor fallen = cursors.fallen();
        if (fallen != null) {
            fellBehind(fallen);
            return true;
        }
        Chunk chunk = opening || !gaps.isEmpty() ? news() : cursors.next();
        if (chunk == null) {
            return cursors.fallen() != null;
        }
        try {
            write(chunk.bytes(), chunk.offset(), chunk.length());
        } catch (IOException | RuntimeException e) {
            cursors.takeBack();
            throw e;
        }
        sent(chunk);
        return true;
    }

    /** Its bytes have been counted; an event from before the stream has waited for its client, and for nobody else. */
    private void sent(Chunk chunk) {
        if (chunk.events() == 0) {
            return;
        }
        eventsSent += chunk.events();
        cursors.keep();
        listener.delivered(chunk.events());
        if (chunk.appendedAt() - measuredFrom >= 0) {
            listener.waited(lastWrite - chunk.appendedAt());
        }
        for (Trace trace : chunk.traces()) {
            if (trace.end()) {
                listener.traced(trace);
            }
        }
    }

    /** Its channel decides: the stream ends, or goes on after a gap. */
    private void fellBehind(ChannelCursor fallen) {
        if (fallen.feeds().slowReaders() == SlowReaders.DISCONNECT) {
            fallen.feeds().tally().disconnected.increment();
            close(CloseReason.FELL_BEHIND, null);
        } else {
            fallen.feeds().tally().skipped.increment();
            if (gaps.stream().noneMatch(gap -> gap.channel().equals(fallen.channel()))) {
                tell(fallen.gapFromHere());
            }
            fallen.cursor().moveToStart();
        }
    }

    private void tell(Gap gap) {
        gaps = Stream.concat(gaps.stream(), Stream.of(gap)).toList();
    }

    /** The stream's opening, and gaps that have not been told. */
    private @Nullable Chunk news() {
        Position position = cursors.position();
        if (position == null) {
            return null;
        }
        byte[] block = gaps.isEmpty()
                ? WireFormat.opening(retryMillis, position)
                : opening ? WireFormat.opening(retryMillis, gaps, position) : WireFormat.gaps(gaps, position);
        opening = false;
        gaps = List.of();
        return Chunk.withoutEvents(block);
    }

    private void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.requireNonNull(stream, "opened").write(bytes, offset, length);
        lastWrite = loop.now();
        bytesSent += length;
        listener.wrote(length);
    }

    private SubscriptionInfo info() {
        return new SubscriptionInfo(
                id,
                Collections.unmodifiableMap(cursors.positions()),
                client.lastEventId(),
                client.principal(),
                client.remoteAddress(),
                client.since(),
                cursors.lag(),
                eventsSent,
                bytesSent);
    }
}
