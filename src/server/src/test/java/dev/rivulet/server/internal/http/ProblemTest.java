/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.server.ChannelEndedException;
import dev.rivulet.server.ChannelExistsException;
import dev.rivulet.server.ChannelLimitException;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.ChannelNotFoundException;
import dev.rivulet.server.SubscriptionRefusedException;
import dev.rivulet.server.SubscriptionRefusedException.Reason;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the API's refusals become. */
class ProblemTest {

    @ParameterizedTest
    @CsvSource({
        "LAST_EVENT_ID_LIMIT, 400, BadRequestException",
        "PRINCIPAL_LIMIT, 429, ClientErrorException",
        "ADDRESS_LIMIT, 429, ClientErrorException",
        "NODE_LIMIT, 503, ServiceUnavailableException",
        "CHANNEL_LIMIT, 503, ServiceUnavailableException",
        "STOPPING, 503, ServiceUnavailableException"
    })
    void aReasonHasItsStatus(Reason reason, int status, String exception) {
        var thrown = Problem.of(refused(reason, Optional.empty()));
        assertThat(thrown.getResponse().getStatus()).isEqualTo(status);
        assertThat(thrown.getClass().getSimpleName()).isEqualTo(exception);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOTHING_MORE")
    void everyReasonIsAProblemDocumentWithItsDelay(Reason reason) {
        Response response =
                new SubscriptionRefusedMapper().toResponse(refused(reason, Optional.of(Duration.ofMillis(12_900))));
        assertThat(response.getMediaType()).hasToString("application/problem+json");
        assertThat((String) response.getEntity())
                .contains("\"detail\":\"There are 7 already.\"")
                .contains("\"status\":" + response.getStatus());
        assertThat(response.getHeaderString("Retry-After")).isEqualTo("12");
    }

    @Test
    void whatWaitingDoesNotMendSaysNothingOfADelay() {
        Response response = Problem.of(refused(Reason.LAST_EVENT_ID_LIMIT, Optional.empty()))
                .getResponse();
        assertThat(response.getHeaderString("Retry-After")).isNull();
        Response ofChannel = Problem.of(new ChannelLimitException("There are 20.", new IllegalStateException()))
                .getResponse();
        assertThat(ofChannel.getStatus()).isEqualTo(503);
        assertThat(ofChannel.getHeaderString("Retry-After")).isNull();
    }

    @Test
    void aClientThatHasEverythingIsToldNotToComeBackAndNobodyStoresThat() {
        Response response = new SubscriptionRefusedMapper().toResponse(refused(Reason.NOTHING_MORE, Optional.empty()));
        assertThat(response.getStatus()).isEqualTo(204);
        assertThat(response.hasEntity()).isFalse();
        assertThat(response.getHeaderString("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @CsvSource({"NODE_LIMIT, 503", "PRINCIPAL_LIMIT, 429", "RATE_LIMIT, 429"})
    void aChannelTooManyIsTheNodesOrTheCallers(ChannelLimitException.Reason reason, int status) {
        Response response = new ChannelLimitMapper()
                .toResponse(new ChannelLimitException(reason, "There are 7.", Optional.of(Duration.ofSeconds(40))));
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getHeaderString("Retry-After")).isEqualTo("40");
        assertThat((String) response.getEntity()).contains("There are 7.");
    }

    @Test
    void whatDoesNotFitHowAChannelStandsIsAConflictAndWhatIsNotThereIsNotFound() {
        ChannelName name = ChannelName.of("answer-7");
        assertThat(new ChannelEndedMapper()
                        .toResponse(new ChannelEndedException(name))
                        .getStatus())
                .isEqualTo(409);
        assertThat(new ChannelExistsMapper()
                        .toResponse(new ChannelExistsException("It exists.", new IllegalStateException()))
                        .getStatus())
                .isEqualTo(409);
        Response notFound = new ChannelNotFoundMapper().toResponse(new ChannelNotFoundException(name));
        assertThat(notFound.getStatus()).isEqualTo(404);
        assertThat((String) notFound.getEntity()).contains("There is no channel answer-7");
    }

    private static SubscriptionRefusedException refused(Reason reason, Optional<Duration> retryAfter) {
        return new SubscriptionRefusedException(reason, "There are 7 already.", retryAfter);
    }
}
