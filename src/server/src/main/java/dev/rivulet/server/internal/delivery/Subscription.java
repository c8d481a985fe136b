/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.delivery;

import dev.rivulet.server.CloseReason;
import dev.rivulet.server.Position;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.internal.log.Batch;
import dev.rivulet.server.internal.stream.EventStream;
import dev.rivulet.server.internal.stream.StreamOwner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    // The loop's.
    private final List<ChannelCursor> cursors = new ArrayList<>(1);
    private final List<ChannelCursor> gaps = new ArrayList<>(0);
    private @Nullable EventStream stream;
    private boolean opening = true;
    private boolean writable;
    private boolean closed;
    private boolean hasTurn;
    private int turn;
    private long lastWrite;
    private long blockedSince;

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
    }

    /**
     * Adds a channel; one that is there already stays as it is. Any thread.
     *
     * @param cursor where the client is in it
     */
    public void add(ChannelCursor cursor) {
        loop.execute(() -> join(cursor));
    }

    /** Ends the stream for the application. Any thread. */
    public void close() {
        loop.execute(() -> close(CloseReason.CLOSED_BY_APPLICATION, null));
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

    private void join(ChannelCursor cursor) {
        boolean known = cursors.stream().anyMatch(other -> other.channel().equals(cursor.channel()));
        if (known || closed) {
            return;
        }
        cursors.add(cursor);
        if (cursor.cursor().startsAfterGap()) {
            gaps.add(cursor);
        }
        if (stream != null) {
            cursor.feeds().on(loop).add(this);
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
        loop.add(this);
        cursors.forEach(cursor -> cursor.feeds().on(loop).add(this));
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

    /** Writes what the client has not been sent, for as long as the stream takes it. Throws nothing. */
    void deliver() {
        try {
            for (int writes = 0; hasNews() && isWritable(); writes++) {
                if (writes == WRITES_PER_TURN) {
                    takeAnotherTurn();
                    return;
                }
                writeNext();
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
        try {
            if (isWritable()) {
                if (now - lastWrite >= terms.heartbeat().toNanos()) {
                    write(WireFormat.heartbeat(), 0, WireFormat.heartbeat().length);
                }
            } else if (cursors.stream().anyMatch(cursor -> cursor.cursor().hasFallenBehind())) {
                close(CloseReason.FELL_BEHIND, null);
            } else if (now - blockedSince >= terms.writeTimeout().toNanos()) {
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

    private void leave() {
        loop.remove(this);
        cursors.forEach(cursor -> cursor.feeds().on(loop).remove(this));
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
        if (opening) {
            return true;
        }
        for (ChannelCursor cursor : cursors) {
            if (cursor.cursor().hasNext()) {
                return true;
            }
        }
        return false;
    }

    /** Writes one piece of the news, or ends the subscription where the log has dropped it. */
    private void writeNext() throws IOException {
        if (opening) {
            byte[] block = WireFormat.opening(retryMillis, cursors, gaps);
            opening = false;
            gaps.clear();
            write(block, 0, block.length);
            return;
        }
        for (int i = 0; i < cursors.size(); i++) {
            turn = (turn + 1) % cursors.size();
            ChannelCursor cursor = cursors.get(turn);
            Batch batch = cursor.cursor().next();
            if (batch != null) {
                write(batch, cursor);
                return;
            }
            if (cursor.cursor().hasFallenBehind()) {
                close(CloseReason.FELL_BEHIND, null);
                return;
            }
        }
    }

    private void write(Batch batch, ChannelCursor cursor) throws IOException {
        if (cursors.size() == 1) {
            write(batch.bytes(), batch.offset(), batch.length());
        } else {
            byte[] bytes = WireFormat.composite(batch, cursor, cursors);
            write(bytes, 0, bytes.length);
        }
        cursor.cursor().moveTo(batch.last());
    }

    private void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.requireNonNull(stream, "opened").write(bytes, offset, length);
        lastWrite = loop.now();
    }

    private SubscriptionInfo info() {
        Map<String, Position> positions = new LinkedHashMap<>();
        cursors.forEach(
                cursor -> positions.put(cursor.channel(), cursor.cursor().position()));
        return new SubscriptionInfo(
                id,
                Collections.unmodifiableMap(positions),
                client.lastEventId(),
                client.principal(),
                client.remoteAddress(),
                client.since());
    }
}
