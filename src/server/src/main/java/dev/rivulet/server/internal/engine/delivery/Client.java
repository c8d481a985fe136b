/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Who subscribes, as the request said.
 *
 * @param lastEventId what it has
 * @param principal its user
 * @param remoteAddress where it comes from
 * @param since when it came
 * @param expires when its right to be here ends, whoever else may still have it
 * @param attributes what the application has noted of it
 */
public record Client(
        Optional<String> lastEventId,
        Optional<Principal> principal,
        Optional<String> remoteAddress,
        Instant since,
        Optional<Instant> expires,
        Map<String, String> attributes) {

    private static final Duration LONGEST = Duration.ofDays(36_500);

    /**
     * One of whom the application has noted nothing.
     *
     * @param lastEventId what it has
     * @param principal its user
     * @param remoteAddress where it comes from
     * @param since when it came
     * @param expires when its right to be here ends
     */
    public Client(
            Optional<String> lastEventId,
            Optional<Principal> principal,
            Optional<String> remoteAddress,
            Instant since,
            Optional<Instant> expires) {
        this(lastEventId, principal, remoteAddress, since, expires, Map.of());
    }

    /** For how long its right to be here lasts from that moment, if it ends. */
    Optional<Long> stayNanos(Instant from) {
        return expires.map(at -> Duration.between(from, at))
                .map(stay -> stay.compareTo(LONGEST) < 0 ? stay : LONGEST)
                .map(Duration::toNanos);
    }
}
