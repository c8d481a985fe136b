/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a {@link FiniteChannel} has ended, as its readers are told. Immutable; equal to any other that says the same. */
@Beta
public final class Outcome {

    private static final Outcome ENDED = new Outcome(null);

    private final @Nullable String reason;

    private Outcome(@Nullable String reason) {
        this.reason = reason;
    }

    /**
     * The channel is complete.
     *
     * @return the outcome of {@link FiniteChannel#end}
     */
    public static Outcome ended() {
        return ENDED;
    }

    /**
     * The channel may lack something.
     *
     * @param reason what its readers are told
     * @return the outcome of {@link FiniteChannel#fail}
     */
    public static Outcome failed(String reason) {
        return new Outcome(Objects.requireNonNull(reason, "reason"));
    }

    /**
     * Whether it has failed.
     *
     * @return false if the channel is complete
     */
    public boolean hasFailed() {
        return reason != null;
    }

    /**
     * Why it has failed.
     *
     * @return what its readers are told; empty if the channel is complete
     */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Outcome outcome && Objects.equals(reason, outcome.reason);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(reason);
    }

    /** As clients are told: {@code ended}, or {@code failed} and why. */
    @Override
    public String toString() {
        return reason == null ? "ended" : "failed: " + reason;
    }
}
