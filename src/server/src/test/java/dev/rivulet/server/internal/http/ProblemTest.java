/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rivulet.server.internal.engine.Engine;
import dev.rivulet.server.internal.engine.RefusedException;
import dev.rivulet.server.internal.engine.TestSettings;
import dev.rivulet.server.internal.engine.delivery.Client;
import jakarta.ws.rs.core.Response;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the engine's refusals become. */
class ProblemTest {

    private static final Principal RUTH = () -> "ruth";

    private final Engine engine = Engine.builder(new TestSettings()
                    .limits(2, 1, 1, 1, 3, 64, 64, Duration.ofSeconds(1))
                    .build())
            .build();

    @Test
    void whatAClientHasTooMuchOfIs429() {
        open(Optional.of(RUTH), Optional.of("127.0.0.1"), "a");
        assertThat(refusal(Optional.of(RUTH), Optional.of("127.0.0.2"), "b").getStatus())
                .isEqualTo(429);
        assertThat(refusal(Optional.empty(), Optional.of("127.0.0.1"), "b").getStatus())
                .isEqualTo(429);
    }

    @Test
    void whatTheNodeHasTooMuchOfIs503WithADelay() {
        open(Optional.empty(), Optional.empty(), "a");
        Response ofChannel = refusal(Optional.empty(), Optional.empty(), "a");
        assertThat(ofChannel.getStatus()).isEqualTo(503);
        assertThat(ofChannel.getHeaderString("Retry-After")).isEqualTo("12");
        assertThat(ofChannel.getMediaType()).hasToString("application/problem+json");
        assertThat((String) ofChannel.getEntity()).contains("1 streams of this channel");
        open(Optional.empty(), Optional.empty(), "b");
        assertThat((String) refusal(Optional.empty(), Optional.empty(), "c").getEntity())
                .contains("2 streams on this node");
    }

    private void open(Optional<Principal> principal, Optional<String> address, String channel) {
        Client client = new Client(Optional.empty(), principal, address, Instant.EPOCH, Optional.empty());
        engine.open(client, List.of(engine.channel(channel)), Optional.empty(), new DeafListener());
    }

    private Response refusal(Optional<Principal> principal, Optional<String> address, String channel) {
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> open(principal, address, channel));
        return Problem.of(refused, Duration.ofSeconds(12)).getResponse();
    }
}
