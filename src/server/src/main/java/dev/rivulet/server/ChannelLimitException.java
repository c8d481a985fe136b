/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A channel was not made, or has not begun, because there are as many as there may be; nothing was made or published. Thrown on the
 * calling thread by {@link Channels}, by {@link EventChannel#publish} and by a CDI event's {@code fire}, with a channel that does not
 * exist yet or has been forgotten. Where a resource method lets it pass, {@link RivuletFeature} answers with the {@link #reason
 * reason's} status and a problem document.
 */
public final class ChannelLimitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What there is too much of. */
    private final Reason reason;

    /** When to try again; null where nothing says. */
    private final @Nullable Duration retryAfter;

    /** What there is too much of. Values may be added. */
    @Beta
    public enum Reason {
        /** The node has {@code rivulet.limit.channels} channels. Answered with 503. */
        NODE_LIMIT,
        /** The request's user has {@code rivulet.limit.finite-channels-per-principal} finite channels. Answered with 429. */
        PRINCIPAL_LIMIT,
        /** The request's user has begun {@code rivulet.limit.begun-per-minute} finite channels within a minute. Answered with 429. */
        RATE_LIMIT
    }

    /**
     * A refusal for {@link Reason#NODE_LIMIT}. Rivulet throws it; your tests may make one.
     *
     * @param message a sentence with the number and the setting
     * @param cause what refused it
     */
    public ChannelLimitException(String message, Throwable cause) {
        super(message, cause);
        this.reason = Reason.NODE_LIMIT;
        this.retryAfter = null;
    }

    /**
     * A refusal. Rivulet throws it; your tests may make one.
     *
     * @param reason what there is too much of
     * @param message a sentence with the number and the setting
     * @param retryAfter when another attempt makes sense; empty where nothing says
     */
    @Beta
    public ChannelLimitException(Reason reason, String message, Optional<Duration> retryAfter) {
        super(Objects.requireNonNull(message, "message"));
        this.reason = Objects.requireNonNull(reason, "reason");
        this.retryAfter = retryAfter.orElse(null);
    }

    /**
     * What there is too much of.
     *
     * @return the reason
     */
    @Beta
    public Reason reason() {
        return reason;
    }

    /**
     * When another attempt makes sense.
     *
     * @return a duration, sent as {@code Retry-After} in seconds; empty where nothing says
     */
    @Beta
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
