/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rivulet.server.internal.engine.RefusedException.Limit;
import dev.rivulet.server.internal.engine.delivery.Client;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamLimitsTest {

    private static final Optional<Principal> RUTH = Optional.of(() -> "ruth");
    private static final Optional<Principal> PAUL = Optional.of(() -> "paul");
    private static final Optional<String> HERE = Optional.of("127.0.0.1");
    private static final Optional<String> THERE = Optional.of("127.0.0.2");

    private final StreamLimits limits = new StreamLimits(
            new TestSettings()
                    .limits(6, 2, 2, 4, 100, 100, 100, Duration.ofSeconds(1))
                    .build()
                    .limits(),
            3);

    @Test
    void aUserMayHaveSoManyAndOthersTheirs() {
        take(RUTH, HERE);
        take(RUTH, HERE);
        assertRefused(Limit.PRINCIPAL, "2 streams of this user", RUTH, THERE);
        take(PAUL, HERE);
    }

    @Test
    void anAddressMayHaveSoManyWhoeverTheyAre() {
        for (int i = 0; i < 4; i++) {
            take(Optional.empty(), HERE);
        }
        assertRefused(Limit.ADDRESS, "4 streams from this address", PAUL, HERE);
        take(PAUL, THERE);
    }

    @Test
    void aNodeHasSoMany() {
        for (int i = 0; i < 6; i++) {
            take(Optional.empty(), Optional.empty());
        }
        assertRefused(Limit.NODE, "6 streams on this node", RUTH, HERE);
    }

    @Test
    void aChannelHasSoManyAndARefusalTakesNothing() {
        take(RUTH, HERE).acquire(List.of("a"));
        StreamLimits.Permit second = take(PAUL, HERE);
        second.acquire(List.of("a", "b"));
        StreamLimits.Permit third = take(PAUL, HERE);
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> third.acquire(List.of("b", "a")));
        assertThat(refused.limit()).isEqualTo(Limit.CHANNEL);
        third.acquire(List.of("b"));
    }

    @Test
    void whatIsGivenBackOnceIsThereForOthersOnce() {
        StreamLimits.Permit first = take(RUTH, HERE);
        first.acquire(List.of("a"));
        take(RUTH, HERE).acquire(List.of("a"));
        first.release();
        first.release();
        take(RUTH, HERE).acquire(List.of("a"));
        assertRefused(Limit.PRINCIPAL, "2 streams of this user", RUTH, HERE);
    }

    @Test
    void whatHasBeenReleasedAcquiresNothingMore() {
        StreamLimits.Permit permit = take(RUTH, HERE);
        permit.acquire(List.of("a"));
        permit.release();
        assertThatThrownBy(() -> permit.acquire(List.of("b"))).isInstanceOf(IllegalStateException.class);
        assertThat(limits.held()).isZero();
    }

    @Test
    void aChannelThatIsAcquiredAgainCountsOnce() {
        StreamLimits.Permit permit = take(Optional.empty(), Optional.empty());
        permit.acquire(List.of("a", "a"));
        permit.acquire(List.of("a"));
        assertThat(limits.held()).isEqualTo(2);
        permit.release();
        assertThat(limits.held()).isZero();
    }

    @Test
    void aStreamHasSoManyChannels() {
        StreamLimits.Permit permit = take(Optional.empty(), Optional.empty());
        permit.acquire(List.of("a", "b"));
        assertThatThrownBy(() -> permit.acquire(List.of("c", "d")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 channels")
                .hasMessageContaining("rivulet.stream.channels");
        permit.acquire(List.of("c"));
    }

    private StreamLimits.Permit take(Optional<Principal> principal, Optional<String> address) {
        StreamLimits.Permit permit = new StreamLimits.Permit(limits);
        permit.acquire(new Client(Optional.empty(), principal, address, Instant.EPOCH, Optional.empty()), List.of());
        return permit;
    }

    private void assertRefused(Limit limit, String detail, Optional<Principal> principal, Optional<String> address) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> take(principal, address));
        assertThat(refused.limit()).isEqualTo(limit);
        assertThat(refused).hasMessageContaining(detail);
    }
}
