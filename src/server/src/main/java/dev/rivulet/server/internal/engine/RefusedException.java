/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

/** The engine takes no more of something. It says what; which status answers it is decided where requests are known. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Limit limit;

    /** What there is too much of. */
    public enum Limit {
        /** Streams of this node. */
        NODE,
        /** Streams of one channel. */
        CHANNEL,
        /** Streams of one user. */
        PRINCIPAL,
        /** Streams from one address. */
        ADDRESS,
        /** Channels. */
        CHANNELS,
        /** Time: the application is stopping. */
        STOPPING
    }

    RefusedException(Limit limit, String detail) {
        super(detail);
        this.limit = limit;
    }

    /**
     * What there is too much of.
     *
     * @return the limit that refuses
     */
    public Limit limit() {
        return limit;
    }
}
