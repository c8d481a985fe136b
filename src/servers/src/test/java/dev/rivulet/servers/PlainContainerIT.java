/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.app.Price;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.server.Position;
import dev.rivulet.servers.app.InjectedResource;
import dev.rivulet.servers.support.AppServer;
import dev.rivulet.servers.support.AppServers;
import dev.rivulet.servers.support.PlainWars;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a servlet container has not, and what its operator and its users hear of that. */
@ExtendWith(AppServers.class)
@Tag("plain")
class PlainContainerIT {

    private static final List<String> WAYS = List.of("event", "event-async", "channel", "broadcaster", "channels");
    private static final String SYMBOL = "ACME";
    /** Makes an event larger than the setting of the applications without JSON-B allows. */
    private static final String LONG = "x".repeat(300);

    private AppServer server;

    @BeforeEach
    void findServer(AppServer server) {
        this.server = server;
    }

    @Test
    void everyWayToPublishReachesTheStreamAtOnceAndTheLogSaysThatTransactionsAreMissing() {
        assertThat(server.log()).contains("There is no JTA (Jakarta Transactions)");
        App probe = server.app(AppServers.PROBE);
        try (RawStream stream = probe.stream("api/injected")) {
            assertThat(stream.status()).isEqualTo(200);
            stream.opening();
            for (String way : WAYS) {
                probe.post("api/injected/" + way, way);
                assertThat(stream.nextEvent().data()).isEqualTo("{\"amount\":12.5,\"symbol\":\"" + way + "\"}");
            }
            probe.post("api/injected/event-rolled-back", SYMBOL);

            assertThat(stream.nextEvent().data()).contains(SYMBOL);
            assertThat(stream.nextEvent().data()).isEqualTo("rolled back");
        }
    }

    @Test
    void withoutConcurrencyRivuletHasThreadsOfItsOwnAndTheLogSaysSo() {
        assertThat(server.log()).contains("There is no Jakarta Concurrency (java:comp/DefaultManagedThreadFactory)");
        assertThat(server.app(AppServers.CONTROL).get("").lines()).contains("rivulet-delivery-0");
    }

    @Test
    void withoutMicroProfileConfigTheLogNamesTheSettingsThatNobodyReads() {
        assertThat(server.log())
                .contains("There is no MicroProfile Config: settings are system properties and environment variables")
                .contains("There is no MicroProfile Config, so [rivulet.event.max-size] of META-INF/");
        assertThat(Position.parse(server.app(PlainWars.NO_JSON_B).post("api/channels/sizes", LONG)))
                .isPresent();
    }

    @Test
    void withMicroProfileConfigAsALibraryTheyAreRead() {
        App configured = server.app(PlainWars.MICROPROFILE_CONFIG);

        assertThat(Position.parse(configured.post("api/objects/sizes", SYMBOL))).isPresent();
        assertThat(configured.post("api/objects/sizes", LONG)).contains("over the limit of 256");
    }

    @Test
    void withoutJsonBTextIsPublishedAndTheExceptionOfAnObjectSaysWhatIsMissing() {
        assertThat(server.log())
                .contains(
                        "Text can be published, any other object only if a MessageBodyWriter of the application writes it:"
                                + " there is no JSON-B (Jakarta JSON Binding); add an implementation, such as org.eclipse:yasson");
        App withoutJsonB = server.app(PlainWars.NO_JSON_B);
        try (RawStream stream = withoutJsonB.stream("api/channels/texts")) {
            stream.opening();
            String refusal = withoutJsonB.post("api/objects/texts", SYMBOL);
            withoutJsonB.post("api/channels/texts", "as ever");

            assertThat(refusal)
                    .contains("Cannot write " + Price.class.getName() + " as JSON")
                    .contains("there is no JSON-B (Jakarta JSON Binding); add an implementation");
            assertThat(stream.nextEvent().data()).isEqualTo("as ever");
        }
    }

    @Test
    void withoutJsonBAnEventThatBecomesJsonIsNamedAtDeploymentAndFailsFire() {
        assertThat(server.log())
                .containsPattern(InjectedResource.class.getSimpleName()
                        + "\\.event[^\\n]* fires what is to become JSON, and will fail unless a MessageBodyWriter"
                        + "[^\\n]*there is no JSON-B");
        try (RawStream stream = server.app(PlainWars.NO_JSON_B_FOR_EVENT).stream("api/injected")) {
            assertThat(stream.status()).isEqualTo(200);
        }
    }

    @Test
    void withoutJsonPTheDeploymentFailsAndTheLogSaysWhatIsMissing() {
        assertNotDeployed(PlainWars.NO_JSON_P);
        assertThat(server.log())
                .contains("There is no JSON-P (Jakarta JSON Processing), with which Rivulet tells clients of gaps");
    }

    private void assertNotDeployed(String application) {
        try (RawStream answer = server.app(application).stream("index.html")) {
            assertThat(answer.status()).isEqualTo(404);
        }
    }
}
