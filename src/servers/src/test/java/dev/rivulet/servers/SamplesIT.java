/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.support.App;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.ReceivedEvent;
import dev.rivulet.server.Position;
import dev.rivulet.servers.support.AppServer;
import dev.rivulet.servers.support.AppServers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The samples' WAR, as it was built: everything that its page uses. */
@ExtendWith(AppServers.class)
@Tag("full")
class SamplesIT {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private App samples;

    @BeforeEach
    void findSamples(AppServer server) {
        samples = server.app(AppServers.SAMPLES);
    }

    @Test
    void pageIsThere() {
        assertThat(samples.get("index.html")).contains("Rivulet");
    }

    @Test
    void timeTicksOnceASecondWithRisingIds() {
        try (RawStream stream = samples.stream("api/time")) {
            assertThat(stream.status()).isEqualTo(200);
            Position first = Position.parse(stream.nextEvent().lastEventId()).orElseThrow();
            ReceivedEvent second = stream.nextEvent();

            assertThat(second.data()).matches("\\d\\d:\\d\\d:\\d\\d");
            assertThat(Position.parse(second.lastEventId()).orElseThrow().isAfter(first))
                    .isTrue();
        }
    }

    @Test
    void heartbeatGoesThroughTheStandardBroadcasterWithItsName() {
        assertThat(first("api/heartbeat"))
                .extracting(ReceivedEvent::type, ReceivedEvent::data)
                .containsExactly("heartbeat", "OK");
    }

    @Test
    void recordsArriveAsJson() {
        try (RawStream stream = samples.stream("api/events")) {
            ReceivedEvent event = stream.nextEvent();
            while (!event.type().equals("customEvent")) {
                event = stream.nextEvent();
            }
            assertThat(event.data()).contains("\"text\":\"Some custom data\"");
        }
        assertThat(first("api/system").data()).contains("\"processors\":");
    }

    @Test
    void cdiEventsTellOfStreams() {
        try (RawStream stream = samples.stream("api/my-events")) {
            String data = stream.nextEvent().data();
            while (!data.contains(
                    "\"channels\":[\"my-events\"]")) { // another test's client, which has just been missed
                data = stream.nextEvent().data();
            }
            assertThat(data).contains("\"what\":\"opened\"");
        }
    }

    @Test
    void streamOfSeveralChannelsCarriesAllOfThem() {
        try (RawStream stream = samples.stream("api/events/time,channel")) {
            ReceivedEvent event = stream.nextEvent();
            while (!event.type().equals("time")) {
                event = stream.nextEvent();
            }
            while (!event.type().equals("channel")) {
                event = stream.nextEvent();
            }
            assertThat(event.data()).contains("\"time\":");
        }
    }

    @Test
    void policyRefusesOtherChannels() {
        try (RawStream refused = samples.stream("api/events/orders")) {
            assertThat(refused.status()).isEqualTo(403);
        }
    }

    @Test
    void clientThatReturnsMissesNothing() {
        ReceivedEvent seen;
        ReceivedEvent missed;
        try (RawStream stream = samples.stream("api/time")) {
            seen = stream.nextEvent();
            missed = stream.nextEvent();
        }
        try (RawStream stream = samples.stream("api/time", "Last-Event-ID: " + seen.lastEventId())) {
            assertThat(stream.nextEvent()).isEqualTo(missed);
        }
    }

    @Test
    void orderArrivesWhenItIsStoredAndNotWhenItIsRolledBack() throws Exception {
        try (RawStream stream = samples.stream("api/orders")) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(order("Tea", 5_000).statusCode()).isEqualTo(409);
            HttpResponse<String> stored = order("Tea", 3);

            assertThat(stored.statusCode()).isEqualTo(201);
            ReceivedEvent event = stream.nextEvent();
            assertThat(event.type()).isEqualTo("OrderPlaced");
            assertThat(event.data()).isEqualTo(stored.body());
        }
    }

    @Test
    void orderThatIsInvalidIsRefused() throws Exception {
        assertThat(order("Tea", 0).statusCode()).isEqualTo(400);
    }

    private ReceivedEvent first(String path) {
        try (RawStream stream = samples.stream(path)) {
            return stream.nextEvent();
        }
    }

    private HttpResponse<String> order(String item, int quantity) throws Exception {
        URI orders = samples.root().resolve("api/orders");
        return client.send(
                HttpRequest.newBuilder(orders)
                        .timeout(RawStream.TIMEOUT)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("item=" + item + "&quantity=" + quantity))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
