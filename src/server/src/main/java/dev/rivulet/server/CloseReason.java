/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

/** Why a stream ended. Values may be added. */
public enum CloseReason {
    /** The client closed the connection, or it broke; noticed at a write, at the latest a few heartbeats later. */
    CLIENT_GONE,
    /** The client read so slowly that the log moved past it; when it comes back it is told of the gap. */
    FELL_BEHIND,
    /** The stream took nothing more for {@code rivulet.stream.write-timeout}: the client reads too little, or not at all. */
    STALLED,
    /** The application closed the sink or the broadcaster that it was registered with. */
    CLOSED_BY_APPLICATION,
    /** The application ended it through {@link Subscriptions#close}. */
    REVOKED,
    /** The token with which the client came has expired. */
    TOKEN_EXPIRED,
    /**
     * The channels have ended, and the client has been sent all that they had; when it comes back it is told that there is no more.
     * Or one of several has ended and begun anew; when it comes back it is sent the new one from its first event.
     */
    COMPLETED,
    /** The stream has lasted for {@code rivulet.stream.lifetime}; its client comes back and goes on where it was. */
    LIFETIME_ENDED,
    /** The HTTP session with which the client came was invalidated, or has timed out. */
    SESSION_ENDED,
    /** The application stops. */
    APPLICATION_STOPPED,
    /** A fault of Rivulet's own, or of the server's, which the log tells at ERROR with its stack. The client may come back. */
    SERVER_ERROR
}
