/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import java.io.IOException;

/**
 * The open response that carries bytes to one client. One thread at a time uses it, its owner's delivery loop; no method
 * blocks.
 */
public interface EventStream {

    /**
     * Begins: from now on the owner is told when it may write. Called once, before anything else, by whoever made the
     * stream.
     *
     * @param owner whom to tell
     */
    void start(StreamOwner owner);

    /**
     * Whether a write would be taken now: asks, and does nothing else. After {@code false} the owner's {@link StreamOwner#ready} is called when it
     * would.
     *
     * @return true if {@link #write} may be called
     * @throws IOException if the client is gone
     */
    boolean isReady() throws IOException;

    /**
     * Hands over bytes to send, when {@link #isReady}. They must not change afterwards.
     *
     * @param bytes wire bytes: whole events and comments
     * @param offset where they start
     * @param length how many
     * @throws IOException if the client is gone
     */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /**
     * Sends what has been written and the container has kept back, if it would take that now. Streams that keep nothing back have
     * nothing to do.
     *
     * @throws IOException if the client is gone
     */
    default void flush() throws IOException {}

    /** Ends the response, after what has been handed over. Does nothing the second time. */
    void close();

    /** Ends the response of a client that is stuck, without waiting for what has been handed over. */
    void abort();
}
