/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.support.Answers;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.Quotation;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.ReceivedEvent;
import dev.rivulet.server.Position;
import dev.rivulet.servers.support.AppServer;
import dev.rivulet.servers.support.AppServers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
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

    @Test
    void answerStreamsToItsEndAndIsReadAgainFromTheFirstWord() {
        Answers answers = Answers.of(samples);

        HttpResponse<String> asked =
                answers.post("question=" + Answers.encoded(Quotation.OF_MANY_SCRIPTS.question()), "text/event-stream");

        List<ReceivedEvent> events = Answers.events(asked);
        assertThat(Answers.text(events)).isEqualTo(Quotation.OF_MANY_SCRIPTS.answer());
        ReceivedEvent end = events.get(events.size() - 1);
        assertThat(end.type()).isEqualTo("rivulet:end");
        URI answer = answers.read(events.get(0).data().replaceFirst(".*\"id\":\"([^\"]+)\".*", "$1"));
        assertThat(Answers.events(answers.get(answer))).isEqualTo(events);
        assertThat(answers.get(answer, "Last-Event-ID", end.lastEventId()).statusCode())
                .isEqualTo(204);
    }

    @Test
    void answerIsStoppedOnRequestAndNotTwice() {
        Answers answers = Answers.of(samples);
        URI answer = answers.ask(Quotation.WHOLE, false);

        assertThat(answers.stop(answer).statusCode()).isEqualTo(204);
        assertThat(answers.stop(answer).statusCode()).isEqualTo(409);
        assertThat(Answers.events(answers.get(answer)))
                .extracting(ReceivedEvent::type)
                .endsWith("stopped", "rivulet:end");
    }

    @Test
    void jobThatFailsHasToldWhatItDidBefore() {
        Answers jobs = new Answers(samples.root().resolve("api/jobs"));
        URI job = URI.create(
                jobs.post("fail=true", "*/*").headers().firstValue("Location").orElseThrow());

        List<ReceivedEvent> events = Answers.events(jobs.get(job));

        assertThat(events).hasSizeGreaterThan(10);
        assertThat(events.get(0).type()).isEqualTo("progress");
        assertThat(events.get(events.size() - 1).data()).contains("\"outcome\":\"failed\"");
    }

    @Test
    void noteReachesItsUser() {
        Answers ada = new Answers(samples.root().resolve("api/users/Ada%20Lovelace"));
        try (RawStream stream = samples.stream("api/users/Ada%20Lovelace")) {
            assertThat(stream.nextEvent().type()).isEqualTo("users"); // it is open
            assertThat(ada.post("note=Hello", "*/*").statusCode()).isEqualTo(204);

            ReceivedEvent event = stream.nextEvent();
            while (!event.type().equals("note")) {
                event = stream.nextEvent();
            }
            assertThat(event.data()).isEqualTo("Hello");
        }
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
