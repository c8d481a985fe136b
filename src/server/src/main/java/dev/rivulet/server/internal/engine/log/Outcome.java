/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import java.util.Optional;

/**
 * How a finite channel ends.
 *
 * @param name what clients are told: {@code ended} or {@code failed}
 * @param reason why it failed, for clients to read
 */
public record Outcome(String name, Optional<String> reason) {

    /** It is complete. */
    public static final Outcome ENDED = new Outcome("ended", Optional.empty());

    private static final int REASON = 1_000;

    /**
     * It is not.
     *
     * @param reason for clients to read; of a longer one the first {@value #REASON} characters
     * @return an outcome
     */
    public static Outcome failed(String reason) {
        return new Outcome("failed", Optional.of(reason.length() <= REASON ? reason : reason.substring(0, REASON)));
    }
}
