/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.client.EndEvent;
import dev.rivulet.client.EventSource;
import dev.rivulet.it.app.Loopback;
import dev.rivulet.it.app.answers.AnswersResource;
import dev.rivulet.it.app.answers.Visits;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.ReceivedEvent;
import dev.rivulet.it.support.StreamEnd;
import dev.rivulet.it.support.Wars;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import dev.rivulet.server.FiniteChannel;
import dev.rivulet.server.Position;
import jakarta.inject.Inject;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Channels that begin and end, over HTTP. */
@ArquillianTest
class FiniteChannelsIT {

    private static final String END = "rivulet:end";

    @Inject
    Channels channels;

    @Inject
    Loopback loopback;

    @Inject
    Visits visits;

    @Deployment
    static WebArchive application() {
        return Wars.withTestLibraries(Wars.application(
                        "finite",
                        "rivulet.stream.heartbeat=200ms",
                        "rivulet.channel.linger=10s",
                        "rivulet.stream.retry=100ms"))
                .addAsLibrary(new File(System.getProperty("rivulet.client.jar")))
                .addPackage(AnswersResource.class.getPackage());
    }

    @Test
    void aPostBeginsAndStreamsAndLaterReadersHaveTheWholeFromTheFirstWord() {
        List<String> words = words(200);
        try (RawStream first = RawStream.post(path("tabs"))) {
            assertThat(first.status()).isEqualTo(200);
            FiniteChannel answer = answer("tabs");
            words.subList(0, 100).forEach(answer::publish);
            try (RawStream second = get("tabs")) {
                words.subList(100, 200).forEach(answer::publish);
                answer.end();
                try (RawStream late = get("tabs")) {
                    for (RawStream reader : List.of(first, second, late)) {
                        assertThat(toTheEnd(reader)).isEqualTo(words);
                    }
                }
            }
        }
        try (RawStream again = RawStream.post(path("tabs"))) {
            assertThat(again.status()).as("a name whose channel has ended").isEqualTo(200);
        }
    }

    @Test
    void aNameThatIsLiveIsAConflict() throws Exception {
        assertThat(send("POST", "twice", "text/plain").statusCode()).isEqualTo(201);
        HttpResponse<String> refused = send("POST", "twice", "text/plain");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(refused.body()).contains("answer-twice cannot begin: it has begun already, and not ended");
        answer("twice").end();
    }

    @Test
    void aReaderThatIsCutInTheMiddleResumesExactly() {
        List<String> words = words(300);
        FiniteChannel answer = channels.begin(name("cut"));
        List<String> read = new ArrayList<>();
        String lastEventId = "";
        int published = 0;
        for (int piece = 0; piece < 3; piece++) {
            try (RawStream stream = lastEventId.isEmpty() ? get("cut") : get("cut", "Last-Event-ID: " + lastEventId)) {
                for (int end = (piece + 1) * 100; published < end; published++) {
                    answer.publish(words.get(published));
                }
                for (int i = 0; i < 70; i++) {
                    read.add(stream.nextEvent().data());
                }
                lastEventId = stream.lastEventId();
                stream.reset();
            }
        }
        answer.end();
        try (RawStream last = get("cut", "Last-Event-ID: " + lastEventId)) {
            read.addAll(toTheEnd(last));
        }
        assertThat(read).isEqualTo(words);
    }

    @Test
    void afterTheEndAClientThatHasItIsAnswered204AndAfterTheLingerOthersAre404() throws Exception {
        FiniteChannel answer = channels.begin(name("over"));
        Position word = answer.publish("one");
        Position end = answer.end();
        for (String resource : List.of("answers/over", "answer-streams?channel=answer-over")) {
            for (String method : List.of("GET", "HEAD")) {
                HttpResponse<String> nothing = request(method, resource, "Last-Event-ID", end.toString());
                assertThat(nothing.statusCode()).as(method + ' ' + resource).isEqualTo(204);
                assertThat(nothing.body()).isEmpty();
            }
            try (RawStream stream = loopback.api().stream(resource, "Last-Event-ID: " + word)) {
                assertThat(toTheEnd(stream)).isEmpty();
            }
        }
        await().atMost(RawStream.TIMEOUT)
                .until(() -> channels.findFinite(name("over")).isEmpty());
        for (String resource : List.of("answers/over", "answer-streams?channel=answer-over")) {
            assertThat(request("GET", resource, "Last-Event-ID", end.toString()).statusCode())
                    .isEqualTo(204);
            HttpResponse<String> gone = request("GET", resource, "Last-Event-ID", word.toString());
            assertThat(gone.statusCode()).isEqualTo(404);
            assertThat(gone.body()).contains("\"status\":404").contains("answer-over");
        }
    }

    @Test
    void aStopIsNotADisconnect() throws Exception {
        try (RawStream first = RawStream.post(path("stop"))) {
            FiniteChannel answer = answer("stop");
            answer.publish("one");
            try (RawStream left = get("stop")) {
                left.nextEvent();
            }
            await().atMost(RawStream.TIMEOUT).until(() -> answer.subscribers() == 1);
            assertThat(answer.hasEnded()).isFalse();

            assertThat(send("DELETE", "stop", "*/*").statusCode()).isEqualTo(204);
            assertThat(answer.hasEnded()).isTrue();
            assertThat(first.nextEvent().data()).isEqualTo("one");
            ReceivedEvent end = first.nextEvent();
            assertThat(end.type()).isEqualTo(END);
            assertThat(end.data()).contains("\"outcome\":\"failed\"").contains("Stopped by its reader.");
            assertThat(first.awaitEnd()).isEqualTo(StreamEnd.COMPLETE);
        }
        assertThat(send("DELETE", "never", "*/*").statusCode()).isEqualTo(404);
    }

    @Test
    void whenItsReadersHaveLeftAnAnswerIsAbandonedAndAReloadInTimeKeepsIt() {
        RawStream first = RawStream.post(path("left"));
        FiniteChannel answer = answer("left");
        answer.publish("one");
        first.nextEvent();
        try (RawStream reloaded = get("left")) {
            first.close();
            assertThat(reloaded.nextEvent().data()).isEqualTo("one");
            await().during(AnswersResource.PATIENCE.multipliedBy(3))
                    .atMost(RawStream.TIMEOUT)
                    .until(() -> !answer.hasEnded());
        }
        await().atMost(RawStream.TIMEOUT).until(answer::hasEnded);
        try (RawStream late = get("left")) {
            assertThat(late.nextEvent().data()).isEqualTo("one");
            assertThat(late.nextEvent().data()).contains("Nobody was reading.");
        }
    }

    @Test
    void theJavaClientReadsAFedAnswerToItsEndAndAsksOnceMore() throws Exception {
        String text = String.join(" ", words(500));
        HttpResponse<String> begun = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(path("java/fed"))
                                .header("Content-Type", "text/plain;charset=UTF-8")
                                .POST(HttpRequest.BodyPublishers.ofString(text))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(begun.statusCode()).isEqualTo(201);
        List<String> read = new CopyOnWriteArrayList<>();
        List<EndEvent> ends = new CopyOnWriteArrayList<>();
        EventSource source = new EventSource(path("java"));
        source.onMessage(event -> read.add(event.data()));
        source.onEnd(ends::add);

        await().atMost(RawStream.TIMEOUT)
                .until(() -> source.closed().toCompletableFuture().isDone());
        assertThat(String.join("", read)).isEqualTo(text);
        assertThat(ends).singleElement().satisfies(end -> {
            assertThat(end.channel()).isEqualTo("answer-java");
            assertThat(end.outcome()).isEqualTo(EndEvent.Outcome.ENDED);
        });
        assertThat(visits.of("java")).isEqualTo(2);
        assertThat(answer("java").subscribers()).isZero();
    }

    @Test
    void theQuerySaysWhereToStartAndThePolicySeesIt() throws Exception {
        FiniteChannel answer = channels.begin(name("query"));
        List<String> words = words(10);
        words.forEach(answer::publish);
        answer.end();
        assertThat(read("answer-streams?channel=answer-query")).isEqualTo(words);
        assertThat(read("answer-streams?channel=answer-query&from=first")).isEqualTo(words);
        assertThat(read("answer-streams?channel=answer-query&rewind=3")).isEqualTo(words.subList(8, 10));
        assertThat(request("GET", "answer-streams?channel=answer-query&rewind=101", "X", "x")
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> bad = request("GET", "answer-streams?channel=answer-query&rewind=many", "X", "x");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.body()).contains("rewind=\\\"many\\\"").contains("a whole number from 0 to");
    }

    @Test
    void anEventThatIsFiredAfterTheEndFailsFire() throws Exception {
        FiniteChannel answer = channels.begin(name("fired"));
        assertThat(put("fired", "one").statusCode()).isEqualTo(204);
        answer.end();
        HttpResponse<String> refused = put("fired", "late");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(refused.body()).contains("Channel answer-fired has ended: it takes no event any more");
        try (RawStream reader = get("fired")) {
            assertThat(toTheEnd(reader)).containsExactly("one");
        }
    }

    private static List<String> words(int count) {
        return IntStream.range(0, count).mapToObj(i -> "word" + i).toList();
    }

    private static ChannelName name(String id) {
        return ChannelName.of("answer-" + id);
    }

    private FiniteChannel answer(String id) {
        return channels.findFinite(name(id)).orElseThrow();
    }

    private URI path(String id) {
        return loopback.api().root().resolve("answers/" + id);
    }

    private RawStream get(String id, String... headers) {
        return loopback.api().stream("answers/" + id, headers);
    }

    private List<String> read(String resource) {
        try (RawStream stream = loopback.api().stream(resource)) {
            return toTheEnd(stream);
        }
    }

    /** The events before the end, after which the server closes the stream. */
    private static List<String> toTheEnd(RawStream stream) {
        List<String> data = new ArrayList<>();
        for (ReceivedEvent event = stream.nextEvent(); !event.type().equals(END); event = stream.nextEvent()) {
            data.add(event.data());
        }
        assertThat(stream.awaitEnd()).isEqualTo(StreamEnd.COMPLETE);
        return data;
    }

    private HttpResponse<String> send(String method, String id, String accept) throws Exception {
        return request(method, "answers/" + id, "Accept", accept);
    }

    private HttpResponse<String> put(String id, String word) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(path(id))
                                .header("Content-Type", "text/plain")
                                .PUT(HttpRequest.BodyPublishers.ofString(word))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> request(String method, String resource, String header, String value) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        loopback.api().root().resolve(resource))
                .timeout(RawStream.TIMEOUT)
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (!header.equals("Accept")) {
            request.header("Accept", "text/event-stream");
        }
        return HttpClient.newHttpClient()
                .send(request.header(header, value).build(), HttpResponse.BodyHandlers.ofString());
    }
}
