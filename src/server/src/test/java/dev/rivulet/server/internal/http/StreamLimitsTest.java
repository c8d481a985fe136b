/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rivulet.server.internal.config.Settings;
import jakarta.ws.rs.WebApplicationException;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamLimitsTest {

    private static final Optional<Principal> RUTH = Optional.of(() -> "ruth");
    private static final Optional<Principal> PAUL = Optional.of(() -> "paul");
    private static final Optional<String> HERE = Optional.of("127.0.0.1");
    private static final Optional<String> THERE = Optional.of("127.0.0.2");

    private final StreamLimits limits = new StreamLimits(
            Settings.of(Map.of(
                            "rivulet.limit.streams", "6",
                            "rivulet.limit.streams-per-channel", "2",
                            "rivulet.limit.streams-per-principal", "2",
                            "rivulet.limit.streams-per-address", "4"))
                    .limits(),
            () -> Duration.ofSeconds(12));

    @Test
    void aUserMayHaveSoManyAndOthersTheirs() {
        limits.take(RUTH, HERE);
        limits.take(RUTH, HERE);
        assertRefused(429, "2 streams of this user", RUTH, THERE);
        limits.take(PAUL, HERE);
    }

    @Test
    void anAddressMayHaveSoManyWhoeverTheyAre() {
        for (int i = 0; i < 4; i++) {
            limits.take(Optional.empty(), HERE);
        }
        assertRefused(429, "4 streams from this address", PAUL, HERE);
        limits.take(PAUL, THERE);
    }

    @Test
    void aNodeHasSoMany() {
        for (int i = 0; i < 6; i++) {
            limits.take(Optional.empty(), Optional.empty());
        }
        assertRefused(503, "6 streams on this node", RUTH, HERE);
    }

    @Test
    void aChannelHasSoManyAndARefusalTakesNothing() {
        limits.take(RUTH, HERE).take(List.of("a"));
        StreamLimits.Ticket second = limits.take(PAUL, HERE);
        second.take(List.of("a", "b"));
        StreamLimits.Ticket third = limits.take(PAUL, HERE);
        WebApplicationException refused =
                catchThrowableOfType(WebApplicationException.class, () -> third.take(List.of("b", "a")));
        assertThat(refused.getResponse().getStatus()).isEqualTo(503);
        third.take(List.of("b"));
    }

    @Test
    void whatIsGivenBackOnceIsThereForOthersOnce() {
        StreamLimits.Ticket first = limits.take(RUTH, HERE);
        first.take(List.of("a"));
        limits.take(RUTH, HERE).take(List.of("a"));
        first.giveBack();
        first.giveBack();
        limits.take(RUTH, HERE).take(List.of("a"));
        assertRefused(429, "2 streams of this user", RUTH, HERE);
    }

    private void assertRefused(int status, String detail, Optional<Principal> principal, Optional<String> address) {
        WebApplicationException refused =
                catchThrowableOfType(WebApplicationException.class, () -> limits.take(principal, address));
        assertThat(refused.getResponse().getStatus()).isEqualTo(status);
        assertThat(refused.getResponse().getHeaderString("Retry-After")).isEqualTo("12");
        assertThat(refused.getResponse().getMediaType()).hasToString("application/problem+json");
        assertThat((String) refused.getResponse().getEntity()).contains(detail);
    }
}
