/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import org.jspecify.annotations.Nullable;

/** Who writes to a stream. Its methods are called on containers' threads and only wake somebody: they never block. */
public interface StreamOwner {

    /**
     * The stream is open. {@link #ready} may have come before.
     *
     * @param stream the stream, the owner's from now on
     */
    void opened(EventStream stream);

    /** A write would be taken now. */
    void ready();

    /**
     * The stream has ended without the owner's doing, or never opened.
     *
     * @param cause what went wrong; null if the response was completed in good order
     */
    void gone(@Nullable Throwable cause);
}
