/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static dev.rivulet.it.browser.ScriptedOrigin.breaking;
import static dev.rivulet.it.browser.ScriptedOrigin.ending;
import static dev.rivulet.it.browser.ScriptedOrigin.status;
import static dev.rivulet.it.browser.ScriptedOrigin.staying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.browser.ScriptedOrigin.Request;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code rivulet.js} as an {@code EventSource}: its interface, its ids, its requests. */
@ExtendWith(BrowserExtension.class)
class RivuletSourceIT {

    private static final String SOON = "retry: 20\n\n";
    private static final Map<String, ?> QUICK = Map.of("longestDelay", 500);

    @Test
    void opensDeliversAndResumesAfterACleanEndWithTheServersOwnDelay(Browser browser) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(
                ending("retry: 20\nid: 1\ndata: one\n\nevent: named\nid: 2\ndata: two\n\n"),
                staying("id: 3\ndata: 3\n\n"))) {
            RivuletRecording source = RivuletRecording.start(browser, origin, Map.of());

            source.awaitTold("open 1", "message one 1", "named two 2", "error 0 200", "open 1", "message 3 3");
            assertThat(source.delays()).containsExactly(20.0);
            assertThat(source.messages()).containsExactly("The server ended the stream");
            assertThat(origin.requests()).extracting(Request::query).containsExactly("", "lastEventId=2");
        }
    }

    @Test
    void gapHasAHandlerOfItsOwn(Browser browser) throws IOException {
        try (ScriptedOrigin origin =
                ScriptedOrigin.start(staying("event: rivulet:gap\nid: b-1\ndata: {}\n\ndata: on\n\n"))) {
            RivuletRecording source = RivuletRecording.start(browser, origin, Map.of("lastEventId", "a-17"));

            source.awaitTold("open 1", "rivulet:gap {} b-1", "message on b-1");
            assertThat(origin.requests()).extracting(Request::query).containsExactly("lastEventId=a-17");
        }
    }

    @Test
    void carriesAnIdThatCameWithoutAnEvent(Browser browser) throws IOException {
        // As Rivulet's first block: a page that is cut before its first event would miss some without a word.
        try (ScriptedOrigin origin = ScriptedOrigin.start(
                breaking("id: start-1\nretry: 20\n\nid: not-yet\ndata: incomplete"),
                status(404),
                staying("data: on\n\n"))) {
            RivuletRecording source = RivuletRecording.start(browser, origin, QUICK);

            Browser.awaitThat(() -> assertThat(browser.run("return recording.source.lastEventId"))
                    .isEqualTo("start-1"));
            origin.cut();
            source.awaitTold("open 1", "error 0 200", "error 0 404", "open 1", "message on start-1");
            assertThat(origin.requests())
                    .extracting(Request::query)
                    .containsExactly("", "lastEventId=start-1", "lastEventId=start-1");
        }
    }

    @Test
    void idInTheAddressGivesWayToANewerOneAndOtherParametersStay(Browser browser) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(
                ending(SOON + "id: täg &2\ndata: two\n\n"), ending("id:\ndata: none\n\n"), staying("data: on\n\n"))) {
            browser.open(origin.root());
            RivuletRecording source =
                    RivuletRecording.startInPage(browser, "events?channel=a&lastEventId=1&channel=b", Map.of());

            source.awaitTold(
                    "open 1",
                    "message two täg &2",
                    "error 0 200",
                    "open 1",
                    "message none ",
                    "error 0 200",
                    "open 1",
                    "message on ");
            assertThat(origin.requests())
                    .extracting(Request::query)
                    .containsExactly(
                            "channel=a&lastEventId=1&channel=b",
                            "channel=a&lastEventId=t%C3%A4g+%262&channel=b",
                            "channel=a&channel=b");
            assertThat(browser.run("return recording.source.url"))
                    .isEqualTo(origin.root() + "events?channel=a&lastEventId=1&channel=b");
        }
    }

    @Test
    void headersAreAskedForAnewAndAnExpiredTokenIsNotTheEnd(Browser browser) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(status(401), ending(SOON), staying("data: on\n\n"))) {
            RivuletRecording source = RivuletRecording.start(
                    browser,
                    origin,
                    Map.of("tokens", List.of("Bearer 1", "Bearer 2", "Bearer 3"), "longestDelay", 500));

            source.awaitTold("error 0 401", "open 1", "error 0 200", "open 1", "message on ");
            assertThat(origin.requests())
                    .extracting(Request::authorization)
                    .containsExactly("Bearer 1", "Bearer 2", "Bearer 3");
        }
    }

    @Test
    void otherOriginIsReadWithoutAPreflightAndWithCookiesWhereAsked(Browser browser) throws IOException {
        try (ScriptedOrigin page = ScriptedOrigin.start();
                ScriptedOrigin other = ScriptedOrigin.start()) {
            String origin = page.root().resolve("/").toString().replaceFirst("/$", "");
            other.then(
                    stream -> {
                        stream.with("Access-Control-Allow-Origin", "*").send("id: 1\nretry: 20\n\n");
                        stream.end();
                    },
                    stream -> {
                        stream.with("Access-Control-Allow-Origin", "*").send("data: let in\n\n");
                        stream.awaitClose();
                    },
                    stream -> {
                        stream.with("Access-Control-Allow-Origin", origin)
                                .with("Access-Control-Allow-Credentials", "true")
                                .send("data: with cookies\n\n");
                        stream.awaitClose();
                    });
            browser.open(page.root());
            browser.run("document.cookie = 'who=me'"); // cookies do not tell ports apart
            String url = other.root().resolve("events").toString();

            RivuletRecording source = RivuletRecording.startInPage(browser, url, Map.of());
            Browser.awaitThat(() -> assertThat(source.told()).endsWith("message let in 1"));
            RivuletRecording.startInPage(browser, url, Map.of("withCredentials", true))
                    .awaitTold("open 1", "message with cookies ");

            assertThat(other.requests()).extracting(Request::method).containsOnly("GET");
            assertThat(other.requests()).extracting(Request::query).containsExactly("", "lastEventId=1", "");
            assertThat(other.requests()).extracting(Request::cookie).containsExactly("", "", "who=me");
        }
    }

    @Test
    void otherOriginThatDoesNotLetThePageInIsNamed(Browser browser) throws IOException {
        try (ScriptedOrigin page = ScriptedOrigin.start();
                ScriptedOrigin other = ScriptedOrigin.start(staying("data: secret\n\n"))) {
            browser.open(page.root());
            RivuletRecording source = RivuletRecording.startInPage(
                    browser, other.root().resolve("events").toString(), Map.of());

            source.awaitTold("error 0 0");
            assertThat(source.messages().get(0))
                    .matches("The server cannot be reached, or does not let pages of http://127.0.0.1:\\d+ in");
        }
    }

    @Test
    void closeIsFinalEvenForWhatHasArrived(Browser browser) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(staying("id: 1\ndata: 1\n\nid: 2\ndata: 2\n\n"))) {
            browser.open(origin.root());
            Browser.awaitFor(() -> browser.run("return typeof RivuletSource"), "function"::equals);
            browser.run("""
                    const source = new RivuletSource("events");
                    window.recording = { source, got: [] };
                    source.onopen = () => recording.got.push("open");
                    source.onerror = () => recording.got.push("error");
                    source.onmessage = event => {
                      recording.got.push(event.data);
                      source.close();
                    };
                    """);

            Browser.awaitThat(
                    () -> assertThat(browser.run("return recording.got")).isEqualTo(List.of("open", "1")));
            RivuletRecording.assertNothingMoreIsAsked(browser, origin);
            assertThat(browser.run("return recording.got")).isEqualTo(List.of("open", "1"));
            assertThat(browser.run("return [recording.source.readyState, recording.source.lastEventId]"))
                    .isEqualTo(List.of(2L, "1"));
        }
    }

    @Test
    void closeWhileItWaitsOrConnectsEndsThat(Browser browser) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(status(500), staying("data: too late\n\n"))) {
            RivuletRecording source = RivuletRecording.start(browser, origin, QUICK);
            source.awaitTold("error 0 500");
            browser.run("recording.source.close(); recording.source.close();");

            RivuletRecording.assertNothingMoreIsAsked(browser, origin);
            source.awaitTold("error 0 500");
        }
    }

    @Test
    void addressThatCannotWorkIsRefusedAtOnce(Browser browser) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.start()) {
            browser.open(origin.root());
            Browser.awaitFor(() -> browser.run("return typeof RivuletSource"), "function"::equals);
            String script = """
                    try {
                      new RivuletSource(arguments[0]);
                    } catch (failure) {
                      return `${failure.name}: ${failure.message}`;
                    }
                    """;

            assertThat(browser.run(script, "http://[")).isEqualTo("SyntaxError: \"http://[\" is not a URL");
            assertThat(browser.run(script, "localhost:8080/api"))
                    .isEqualTo("SyntaxError: \"localhost:8080/api\" has the scheme \"localhost:\"; "
                            + "it must be http: or https:, or relative to the page");
            assertThat(origin.requests()).isEmpty();
        }
    }

    @Test
    void hasTheInterfaceOfAnEventSource(Browser browser) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(staying("data: 1\n\ndata: 2\n\ndata: 3\n\n"))) {
            browser.open(origin.root());
            Browser.awaitFor(() -> browser.run("return typeof RivuletSource"), "function"::equals);

            assertThat(browser.run("""
                    return Object.getOwnPropertyNames(EventSource.prototype).concat(Object.getOwnPropertyNames(EventSource))
                      .filter(name => !(name in RivuletSource.prototype || name in RivuletSource));
                    """)).isEqualTo(List.of());
            assertThat(browser.runUntilDone("""
                    const done = arguments[0];
                    const source = new RivuletSource("events");
                    const calls = [];
                    const first = [source.onmessage, source.readyState, source.withCredentials, source.url === location + "events"];
                    source.onmessage = () => calls.push("replaced");
                    source.addEventListener("message", { handleEvent: () => calls.push("object") });
                    source.addEventListener("message", () => calls.push("once"), { once: true });
                    source.onmessage = function(event) {
                      calls.push(`handler ${this === source} ${event instanceof MessageEvent} ${event.origin === location.origin}`);
                      if (event.data === "2") {
                        source.onmessage = null;
                      } else if (event.data === "3") {
                        calls.push("not removed");
                      }
                    };
                    source.addEventListener("message", event => event.data === "3" && done([first, calls]));
                    """))
                    .isEqualTo(List.of(
                            Arrays.asList(null, 0L, false, true),
                            List.of(
                                    "handler true true true",
                                    "object",
                                    "once",
                                    "handler true true true",
                                    "object",
                                    "object")));
        }
    }
}
