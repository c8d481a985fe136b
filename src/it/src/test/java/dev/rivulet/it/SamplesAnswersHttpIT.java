/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.it.browser.SamplesExtension;
import dev.rivulet.it.support.Answers;
import dev.rivulet.it.support.App;
import dev.rivulet.it.support.Quotation;
import dev.rivulet.it.support.RawStream;
import dev.rivulet.it.support.ReceivedEvent;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The samples' answers, jobs and users, as a program without any library of Rivulet's has them. */
@ExtendWith(SamplesExtension.class)
class SamplesAnswersHttpIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30); // of the samples with answers that nobody reads
    private static final Duration WORD = Duration.ofMillis(80);

    private final App samples;
    private final Answers answers;

    SamplesAnswersHttpIT(App samples) {
        this.samples = samples;
        this.answers = Answers.of(samples);
    }

    @Test
    void answerStreamsInTheResponseToItsQuestionAndIsReadAgainByItsId() {
        HttpResponse<String> response =
                answers.post("question=" + Answers.encoded(Quotation.OF_MANY_SCRIPTS.question()), "text/event-stream");

        assertThat(response.statusCode()).isEqualTo(200);
        List<ReceivedEvent> events = Answers.events(response);
        assertThat(Answers.text(events)).isEqualTo(Quotation.OF_MANY_SCRIPTS.answer());
        assertThat(events.get(0).type()).isEqualTo("begun");
        String id = events.get(0).data().replaceFirst(".*\"id\":\"([^\"]+)\".*", "$1");
        ReceivedEvent middle = events.get(events.size() / 2);
        ReceivedEvent end = events.get(events.size() - 1);
        assertThat(end.type()).isEqualTo("rivulet:end");
        assertThat(end.data()).contains("\"channel\":\"answer-" + id + '"', "\"outcome\":\"ended\"");

        assertThat(Answers.events(answers.get(answers.read(id)))).isEqualTo(events);
        assertThat(Answers.events(answers.get(answers.read(id), "Last-Event-ID", middle.lastEventId())))
                .isEqualTo(events.subList(events.indexOf(middle) + 1, events.size()));
        assertThat(answers.get(answers.read(id), "Last-Event-ID", end.lastEventId())
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void answerThatIsNotToStreamIsCreatedWithItsLocation() {
        HttpResponse<String> response = answers.post("question=stream", "application/json");

        assertThat(response.statusCode()).isEqualTo(201);
        String location = response.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(answers.resource() + "/");
        assertThat(response.body())
                .contains(
                        "\"id\":\"" + location.substring(location.lastIndexOf('/') + 1) + '"',
                        "\"question\":\"stream\"");
        answers.stop(URI.create(location));
    }

    @Test
    void answerThatAllReadersHaveLeftIsStoppedAfterHalfAMinute() {
        URI answer = answers.ask(Quotation.WHOLE, false);
        try (RawStream one = RawStream.get(answer);
                RawStream other = RawStream.get(answer)) {
            one.nextEvent();
            other.nextEvent();
        }

        await().pollDelay(PATIENCE.plusSeconds(4))
                .atMost(RawStream.TIMEOUT.multipliedBy(2))
                .until(() -> true);

        List<ReceivedEvent> events = Answers.events(answers.get(answer));
        assertThat(events).extracting(ReceivedEvent::type).endsWith("stopped", "rivulet:end");
        assertThat(Quotation.WHOLE.answer())
                .startsWith(Answers.text(events))
                .hasSizeGreaterThan(Answers.text(events).length());
        assertThat(events.size()).isLessThan((int) PATIENCE.plusSeconds(10).dividedBy(WORD));
    }

    @Test
    void answerIsListedForNoOne() {
        URI answer = answers.ask(Quotation.WHOLE, false);

        assertThat(samples.answer("api/channels").text()).doesNotContain("answer-");
        answers.stop(answer);
    }

    @Test
    void secondStopIsToldThatTheAnswerHasEnded() {
        URI answer = answers.ask(Quotation.WHOLE, false);

        assertThat(answers.stop(answer).statusCode()).isEqualTo(204);
        assertProblem(answers.stop(answer), 409, "The answer has ended already.");
    }

    @Test
    void secondStopIsToldThatTheJobHasEnded() {
        Answers jobs = new Answers(samples.root().resolve("api/jobs"));
        HttpResponse<String> begun = jobs.post("", "*/*");
        assertThat(begun.statusCode()).isEqualTo(201);
        URI job = URI.create(begun.headers().firstValue("Location").orElseThrow());

        assertThat(jobs.stop(job).statusCode()).isEqualTo(204);
        assertProblem(jobs.stop(job), 409, "The job has ended already.");
    }

    @ParameterizedTest
    @CsvSource({"answers, answer", "jobs, job"})
    void idThatIsUnknownOrNoneIsNotFound(String resource, String what) {
        Answers those = new Answers(samples.root().resolve("api/" + resource));
        for (String id : List.of(UUID.randomUUID().toString(), "none", "x".repeat(3_000), "%20", "%C3%A9", "a%22b")) {
            HttpResponse<String> read = those.get(those.read(id));
            assertThat(read.statusCode()).as(id).isEqualTo(404);
            assertThat(read.body()).contains("\"detail\":\"There is no channel ");
            HttpResponse<String> stop = those.stop(those.read(id));
            assertThat(stop.statusCode()).as(id).isEqualTo(404);
            assertThat(stop.body()).contains("\"detail\":\"There is no " + what + ' ');
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream", "application/json"})
    void questionThatIsMissingEmptyOrHugeIsRefused(String accept) {
        String empty = "question is empty: ask something.";
        assertProblem(answers.post("", accept), 400, empty);
        assertProblem(answers.post("question=", accept), 400, empty);
        assertProblem(answers.post("question=%20%0A", accept), 400, empty);
        assertProblem(
                answers.post("question=" + "q".repeat(100_000), accept),
                400,
                "question has 100000 characters: 500 are allowed.");
    }

    @Test
    void userOfThreeThousandCharactersIsRefused() {
        Answers notes = new Answers(samples.root().resolve("api/users/" + "n".repeat(3_000)));

        assertProblem(notes.post("note=x", "*/*"), 400, "name has 3000 characters: 1 to 50 are allowed.");
        assertProblem(notes.get(notes.resource()), 400, "name has 3000 characters: 1 to 50 are allowed.");
    }

    private static void assertProblem(HttpResponse<String> response, int status, String detail) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(response.body()).contains("\"detail\":\"" + detail + '"');
    }
}
