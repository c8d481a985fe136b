/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.engine.delivery.EventStream;
import dev.rivulet.server.internal.engine.delivery.StreamOwner;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A stream whose output may block for as long as its client does not read: a worker writes, one piece at a time, and ends it. So no
 * delivery loop waits for a client.
 */
abstract class BlockingStream implements EventStream {

    private final Executor workers;
    private final SinkCloser closer;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private volatile @Nullable StreamOwner owner; // until the end: a container may keep its listeners for longer

    private enum State {
        /** A piece may be written. */
        IDLE,
        /** A worker has a piece to write. */
        WRITING,
        /** For good. A worker may still write its last piece, and ends the stream then. */
        CLOSED
    }

    /** What a worker has to do. */
    @FunctionalInterface
    interface Piece {
        /** False if it is still under way. */
        boolean send() throws IOException;
    }

    /**
     * A stream to open.
     *
     * @param workers write
     * @param closer ends the response
     */
    BlockingStream(Executor workers, SinkCloser closer) {
        this.workers = workers;
        this.closer = closer;
    }

    /** Hands the stream to its owner, who may write at once. */
    final void open(StreamOwner whom) {
        whom.opened(this);
        start(whom);
    }

    @Override
    public final void start(StreamOwner whom) {
        owner = whom;
        whom.ready();
    }

    @Override
    public final boolean isReady() {
        return state.get() == State.IDLE;
    }

    @Override
    public final void write(byte[] bytes, int offset, int length) throws IOException {
        if (!state.compareAndSet(State.IDLE, State.WRITING)) {
            throw new IOException("The stream takes nothing: it is " + state);
        }
        try {
            workers.execute(() -> send(() -> send(bytes, offset, length)));
        } catch (RejectedExecutionException e) {
            state.set(State.IDLE);
            throw new IOException("No thread writes any more", e);
        }
    }

    @Override
    public final void close() {
        owner = null;
        if (state.getAndSet(State.CLOSED) == State.IDLE) {
            end();
        }
    }

    /** Not while a worker writes: Open Liberty never wakes a thread that waits for the client of a response which another ends. */
    @Override
    public void abort() {
        close();
    }

    /**
     * Writes a piece, on a worker. What it throws ends the stream.
     *
     * @return false if the piece is still under way, and {@link #send(Piece)} or {@link #written} is called for the rest
     */
    abstract boolean send(byte[] bytes, int offset, int length) throws IOException;

    /** Writes a piece, or the rest of one, on this thread. */
    final void send(Piece piece) {
        @Nullable Throwable failure = null;
        try {
            if (!piece.send()) {
                return;
            }
        } catch (Throwable e) {
            failure = e;
        }
        written(failure);
    }

    /** A piece has been written, or could not be. */
    final void written(@Nullable Throwable failure) {
        if (!state.compareAndSet(State.WRITING, State.IDLE)) {
            end();
        } else if (failure == null) {
            ready();
        } else {
            gone(cause(failure));
        }
    }

    /** Whether what is left of a piece may be dropped. */
    final boolean isClosed() {
        return state.get() == State.CLOSED;
    }

    /** The stream has ended, and its owner has not ended it. */
    final void gone(@Nullable Throwable cause) {
        StreamOwner whom = owner;
        if (whom != null) {
            whom.gone(cause);
        }
    }

    /** Ends the response. */
    final void end() {
        closer.close();
    }

    private static Throwable cause(Throwable failure) {
        if (failure instanceof CompletionException && failure.getCause() != null) {
            return failure.getCause();
        }
        return failure instanceof IllegalStateException ? new IOException("The response is closed", failure) : failure;
    }

    private void ready() {
        StreamOwner whom = owner;
        if (whom != null) {
            whom.ready();
        }
    }
}
