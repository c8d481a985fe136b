/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static dev.rivulet.it.browser.ScriptedOrigin.body;
import static dev.rivulet.it.browser.ScriptedOrigin.breaking;
import static dev.rivulet.it.browser.ScriptedOrigin.ending;
import static dev.rivulet.it.browser.ScriptedOrigin.status;
import static dev.rivulet.it.browser.ScriptedOrigin.staying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.browser.ScriptedOrigin.Request;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code rivulet.js} makes of each answer of a server, and of servers that are away. */
@ExtendWith(BrowserExtension.class)
class RivuletAnswersIT {

    private static final String SOON = "retry: 20\n\n";
    private static final Map<String, ?> QUICK = Map.of("longestDelay", 500);

    @Test
    void comesBackAfterEveryAnswerThatMayPass(Browser browser) throws IOException {
        List<Integer> statuses = List.of(404, 425, 429, 500, 501, 502, 503, 504);
        try (ScriptedOrigin origin = ScriptedOrigin.start()) {
            origin.then(breaking(SOON + "id: 1\ndata: one\n\n"));
            statuses.forEach(status -> origin.then(status(status)));
            origin.then(body(200, "text/html", "data: no event\n\n"), status(200), staying("id: 2\ndata: two\n\n"));

            RivuletRecording source = RivuletRecording.start(browser, origin, QUICK);
            source.awaitTold("open 1", "message one 1");
            origin.cut();

            List<String> expected = new ArrayList<>(List.of("open 1", "message one 1", "error 0 200"));
            statuses.forEach(status -> expected.add("error 0 " + status));
            expected.addAll(List.of("error 0 200", "error 0 200", "open 1", "message two 2"));
            source.awaitTold(expected.toArray(String[]::new));
            assertThat(origin.requests())
                    .extracting(Request::query)
                    .startsWith("", "lastEventId=1")
                    .endsWith("lastEventId=1");
            assertThat(source.messages())
                    .startsWith("The connection broke", "404 Not Found", "425", "429")
                    .endsWith(
                            "200 OK, but with Content-Type text/html instead of text/event-stream",
                            "200 OK, but with Content-Type missing instead of text/event-stream");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 405, 406, 410, 414, 451})
    void isClosedByAnAnswerThatWouldBeTheSameNextTime(int status, Browser browser) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(status(status), staying("data: too late\n\n"))) {
            RivuletRecording source = RivuletRecording.start(browser, origin, QUICK);

            source.awaitTold("error 2 " + status);
            RivuletRecording.assertNothingMoreIsAsked(browser, origin);
            source.awaitTold("error 2 " + status);
            assertThat(source.delays()).isEmpty();
        }
    }

    @Test
    void tellsTheReasonOfAProblemDocument(Browser browser) throws IOException {
        String problem = "{\"title\":\"Forbidden\",\"status\":403,\"detail\":\"There is no ChannelPolicy.\"}";
        try (ScriptedOrigin origin =
                ScriptedOrigin.start(body(403, "application/problem+json;charset=UTF-8", problem))) {
            RivuletRecording source = RivuletRecording.start(browser, origin, QUICK);

            source.awaitTold("error 2 403");
            assertThat(source.messages()).containsExactly("403 Forbidden: There is no ChannelPolicy.");
        }
    }

    @Test
    void problemThatIsNoJsonLeavesTheStatus(Browser browser) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(body(410, "application/problem+json", "<html>"))) {
            RivuletRecording source = RivuletRecording.start(browser, origin, QUICK);

            source.awaitTold("error 2 410");
            assertThat(source.messages()).containsExactly("410 Gone");
        }
    }

    @Test
    void waitsAsLongAsRetryAfterSaysInSecondsOrAsADate(Browser browser) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(
                ending(SOON),
                status(503, "Retry-After", "2"),
                stream -> status(429, "Retry-After", inSeconds(4)).to(stream),
                status(503, "Retry-After", "soon"),
                status(503, "Retry-After", inSeconds(-60)),
                staying("data: back\n\n"))) {
            RivuletRecording source = RivuletRecording.start(browser, origin, QUICK);

            source.awaitTold(
                    "open 1",
                    "error 0 200",
                    "error 0 503",
                    "error 0 429",
                    "error 0 503",
                    "error 0 503",
                    "open 1",
                    "message back ");
            assertThat(source.delays())
                    .satisfiesExactly(
                            clean -> assertThat(clean).isEqualTo(20),
                            seconds -> assertThat(seconds).isBetween(2_000.0, 3_000.0),
                            date -> assertThat(date).isBetween(2_500.0, 6_000.0), // a date has whole seconds
                            nonsense -> assertThat(nonsense).isBetween(500.0, 750.0),
                            past -> assertThat(past).isBetween(500.0, 750.0));
            assertThat(secondsBetween(
                            origin.requests().get(1), origin.requests().get(2)))
                    .isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void failuresInARowAreWaitedOutLongerEachTimeUntilAStreamOpens(Browser browser) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(
                ending(SOON),
                status(500),
                status(500),
                status(500),
                ending("id: 1\n\n"),
                status(500),
                staying(":\n\n"))) {
            RivuletRecording source = RivuletRecording.start(browser, origin, Map.of("longestDelay", 1_500));

            Browser.awaitThat(
                    () -> assertThat(source.told()).filteredOn("open 1"::equals).hasSize(3));
            assertThat(source.delays())
                    .satisfiesExactly(
                            clean -> assertThat(clean).isEqualTo(20),
                            first -> assertThat(first).isBetween(500.0, 750.0),
                            second -> assertThat(second).isBetween(1_000.0, 1_500.0),
                            third -> assertThat(third).isBetween(1_500.0, 2_250.0),
                            again -> assertThat(again).isEqualTo(20),
                            afresh -> assertThat(afresh).isBetween(500.0, 750.0));
        }
    }

    @Test
    void findsAServerThatWasAwayAgain(Browser browser) throws IOException {
        int port;
        RivuletRecording source;
        try (ScriptedOrigin before = ScriptedOrigin.start(staying(SOON + "id: 7\ndata: seven\n\n"))) {
            port = before.port();
            source = RivuletRecording.start(browser, before, QUICK);
            source.awaitTold("open 1", "message seven 7");
        }
        Browser.awaitThat(() -> assertThat(source.told()).contains("error 0 0")); // nobody listens on the port
        assertThat(source.messages()).contains("The server cannot be reached");

        try (ScriptedOrigin after = ScriptedOrigin.startAt(port, staying("id: 8\ndata: eight\n\n"))) {
            Browser.awaitThat(() -> assertThat(source.told()).endsWith("open 1", "message eight 8"));
            assertThat(after.requests()).extracting(Request::query).containsExactly("lastEventId=7");
        }
    }

    @Test
    void endIsNoErrorAndNeitherIsTheStatusThatConfirmsIt(Browser browser) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(ending(SOON + end("ended")), status(204))) {
            RivuletRecording source = RivuletRecording.start(browser, origin, QUICK);

            awaitClosed(browser);
            source.awaitTold("open 1", "rivulet:end " + data("ended") + " 5");
            RivuletRecording.assertNothingMoreIsAsked(browser, origin);
            assertThat(origin.requests()).extracting(Request::query).containsExactly("", "lastEventId=5");
        }
    }

    @Test
    void failureOfAChannelIsAnEndAndNoError(Browser browser) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(ending(SOON + end("failed")), status(204))) {
            RivuletRecording source = RivuletRecording.start(browser, origin, QUICK);

            awaitClosed(browser);
            source.awaitTold("open 1", "rivulet:end " + data("failed") + " 5");
        }
    }

    @Test
    void nothingMoreToComeWithoutAnEndIsALastErrorAndNoEnd(Browser browser) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(ending(SOON + "id: 4\ndata: last\n\n"), status(204))) {
            RivuletRecording source = RivuletRecording.start(browser, origin, QUICK);

            source.awaitTold("open 1", "message last 4", "error 0 200", "error 2 204");
            RivuletRecording.assertNothingMoreIsAsked(browser, origin);
            assertThat(source.messages())
                    .containsExactly("The server ended the stream", "204 No Content: there is nothing more to come");
            assertThat(source.delays()).hasSize(1);
        }
    }

    @Test
    void connectionThatBreaksAfterAnEndIsAnErrorAndTheStatusThenIsNone(Browser browser) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(breaking(SOON + end("ended")), status(204))) {
            RivuletRecording source = RivuletRecording.start(browser, origin, QUICK);
            source.awaitTold("open 1", "rivulet:end " + data("ended") + " 5");
            origin.cut();

            awaitClosed(browser);
            source.awaitTold("open 1", "rivulet:end " + data("ended") + " 5", "error 0 200");
        }
    }

    @Test
    void connectionThatBreaksWithinAnEndBringsItAgain(Browser browser) throws IOException {
        String end = SOON + end("ended");
        try (ScriptedOrigin origin = ScriptedOrigin.start(
                breaking(SOON + "id: 4\ndata: last\n\n" + end.substring(SOON.length(), end.length() - 1)),
                ending(end),
                status(204))) {
            RivuletRecording source = RivuletRecording.start(browser, origin, QUICK);
            source.awaitTold("open 1", "message last 4");
            origin.cut();

            awaitClosed(browser);
            source.awaitTold(
                    "open 1", "message last 4", "error 0 200", "open 1", "rivulet:end " + data("ended") + " 5");
            assertThat(origin.requests())
                    .extracting(Request::query)
                    .containsExactly("", "lastEventId=4", "lastEventId=5");
        }
    }

    @Test
    void eventsAfterOneChannelsEndAreDeliveredAndAnEndOfTheStreamThenIsAnError(Browser browser) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(
                ending(SOON + end("ended") + "id: 6\ndata: of another\n\n"), staying("id: 7\ndata: more\n\n"))) {
            RivuletRecording source = RivuletRecording.start(browser, origin, QUICK);

            source.awaitTold(
                    "open 1",
                    "rivulet:end " + data("ended") + " 5",
                    "message of another 6",
                    "error 0 200",
                    "open 1",
                    "message more 7");
        }
    }

    @Test
    void otherRefusalAfterAnEndIsAnError(Browser browser) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(ending(SOON + end("ended")), status(410))) {
            RivuletRecording source = RivuletRecording.start(browser, origin, QUICK);

            source.awaitTold("open 1", "rivulet:end " + data("ended") + " 5", "error 2 410");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "done",
                "null",
                "[]",
                "7",
                "{\"outcome\":\"ended\"}",
                "{\"channel\":\"\",\"outcome\":\"ended\"}",
                "{\"channel\":\"a\",\"outcome\":\"over\"}",
                "{\"channel\":\"a\",\"outcome\":\"failed\",\"reason\":7}"
            })
    void eventOfThatNameThatSaysNothingOfAChannelExcusesNoError(String data, Browser browser) throws IOException {
        try (ScriptedOrigin origin =
                ScriptedOrigin.start(ending(SOON + "event: rivulet:end\nid: 5\ndata: " + data + "\n\n"), status(204))) {
            RivuletRecording source = RivuletRecording.start(browser, origin, QUICK);

            source.awaitTold("open 1", "rivulet:end " + data + " 5", "error 0 200", "error 2 204");
        }
    }

    private static void awaitClosed(Browser browser) {
        Browser.awaitThat(() ->
                assertThat(browser.run("return recording.source.readyState")).isEqualTo(2L));
    }

    private static String end(String outcome) {
        return "event: rivulet:end\nid: 5\ndata: " + data(outcome) + "\n\n";
    }

    private static String data(String outcome) {
        return "{\"channel\":\"answer-7\",\"outcome\":\"" + outcome + "\"}";
    }

    private static String inSeconds(int seconds) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(seconds).atOffset(ZoneOffset.UTC));
    }

    private static double secondsBetween(Request one, Request other) {
        return Duration.ofNanos(other.nanos() - one.nanos()).toMillis() / 1_000.0;
    }
}
