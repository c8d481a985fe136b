/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client's stream was not opened, or took no further channel, since a limit is reached, the node is stopping, or nothing more comes. Nothing was
 * opened; the channels are unharmed. Thrown by {@link EventChannel#subscribe} and {@link Channels#subscribe} on the calling
 * thread.
 *
 * <p>A resource method need not catch it: where it leaves the method, {@link RivuletFeature} answers with the {@link #reason
 * reason's} status, a problem document and {@code Retry-After}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details for HTTP APIs</a>
 */
public final class SubscriptionRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What was in the way. */
    private final Reason reason;

    /** When to try again; null where waiting does not help. */
    private final @Nullable Duration retryAfter;

    /** What is in the way of a stream. Values may be added. */
    public enum Reason {
        /** The node has {@code rivulet.limit.streams} streams. Answered with 503. */
        NODE_LIMIT,
        /** The channel has {@code rivulet.limit.streams-per-channel} streams. Answered with 503. */
        CHANNEL_LIMIT,
        /** The request's user has {@code rivulet.limit.streams-per-principal} streams. Answered with 429. */
        PRINCIPAL_LIMIT,
        /** The request's address has {@code rivulet.limit.streams-per-address} streams. Answered with 429. */
        ADDRESS_LIMIT,
        /** The request's last event id is longer than {@code rivulet.limit.last-event-id} characters. Answered with 400. */
        LAST_EVENT_ID_LIMIT,
        /** The channels have ended, and the client has all of them. Answered with 204, after which it does not come back. */
        @Beta
        NOTHING_MORE,
        /** The application is stopping, or the node has been {@linkplain Channels#drain drained}. Answered with 503. */
        STOPPING
    }

    /**
     * A refusal. Rivulet throws it; your tests may make one.
     *
     * @param reason what is in the way
     * @param message a sentence for the client's author: it is the {@code detail} of the problem document
     * @param retryAfter how long the client has to wait before another attempt makes sense; empty where waiting does not help
     */
    public SubscriptionRefusedException(Reason reason, String message, Optional<Duration> retryAfter) {
        super(Objects.requireNonNull(message, "message"));
        this.reason = Objects.requireNonNull(reason, "reason");
        this.retryAfter = retryAfter.orElse(null);
    }

    /**
     * What was in the way.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * How long the client has to wait before another attempt makes sense; longer for some than for others, so that they do not
     * come back all at once.
     *
     * @return a duration, sent as {@code Retry-After} in seconds; empty where waiting does not help
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
