/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static dev.rivulet.it.browser.ScriptedOrigin.staying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.browser.ScriptedOrigin.Request;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How {@code rivulet.js} tells streams that are silent from streams that are dead. */
@ExtendWith(BrowserExtension.class)
class RivuletLivenessIT {

    private static final String SOON = "retry: 20\n\n";

    @Test
    void streamThatDiedInSilenceIsReplaced(Browser browser) throws IOException {
        try (ScriptedOrigin origin =
                ScriptedOrigin.start(staying(SOON + "id: 1\ndata: one\n\n"), staying("id: 2\ndata: two\n\n"))) {
            RivuletRecording source = RivuletRecording.start(browser, origin, Map.of("silence", 1_000));

            Browser.awaitThat(() -> assertThat(source.told())
                    .startsWith("open 1", "message one 1", "error 0 0", "open 1", "message two 2"));
            assertThat(source.messages()).startsWith("Nothing came for 1 s");
            assertThat(origin.requests()).extracting(Request::query).startsWith("", "lastEventId=1");
        }
    }

    @Test
    void heartbeatsKeepAQuietStream(Browser browser) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(stream -> {
            for (int i = 0; i < 15; i++) {
                stream.send(":\n\n");
                stream.pause(200);
            }
            stream.send("data: still here\n\n");
            stream.awaitClose();
        })) {
            RivuletRecording source = RivuletRecording.start(browser, origin, Map.of("silence", 2_000));

            Browser.awaitThat(() -> assertThat(source.told()).hasSize(2));
            source.awaitTold("open 1", "message still here ");
        }
    }

    @Test
    void learnsFromHeartbeatsHowLongSilenceMayLast(Browser browser) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(
                stream -> {
                    stream.send(SOON + ":\n\n");
                    stream.pause(1_000);
                    stream.send(":\n\n");
                    stream.awaitClose(); // a third never comes
                },
                staying("data: back\n\n"))) {
            browser.open(origin.root());
            RivuletRecording.hurry(browser);
            RivuletRecording source = RivuletRecording.startInPage(browser, "events", Map.of());

            source.awaitTold("open 1", "error 0 0", "open 1", "message back ");
            assertThat(source.messages()).containsExactly("Nothing came for 20 s");
        }
    }

    @Test
    void streamWithoutHeartbeatsIsReplacedLessAndLessOften(Browser browser) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(
                staying(SOON + "id: 1\ndata: one\n\n"), staying(":one is not enough to tell\n\n"), staying(":\n\n"))) {
            browser.open(origin.root());
            RivuletRecording.hurry(browser);
            RivuletRecording source = RivuletRecording.startInPage(browser, "events", Map.of());

            source.awaitTold("open 1", "message one 1", "error 0 0", "open 1", "error 0 0", "open 1");
            assertThat(source.messages()).containsExactly("Nothing came for 45 s", "Nothing came for 90 s");
            assertThat(origin.requests()).extracting(Request::query).endsWith("lastEventId=1", "lastEventId=1");
        }
    }

    @Test
    void streamThatNeedsNoHeartbeatsIsLeftAloneWhereAsked(Browser browser) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(stream -> {
            stream.send(SOON);
            stream.pause(6_000); // a minute of the page's
            stream.send("data: still here\n\n");
            stream.awaitClose();
        })) {
            browser.open(origin.root());
            RivuletRecording.hurry(browser);
            RivuletRecording source = RivuletRecording.startInPage(browser, "events", Map.of("silence", 0));

            Browser.awaitThat(() -> assertThat(source.told()).hasSize(2));
            source.awaitTold("open 1", "message still here ");
        }
    }

    @Test
    void requestThatIsNeverAnsweredIsGivenUpWithTheLikelyReason(Browser browser) throws IOException {
        try (ScriptedOrigin origin =
                ScriptedOrigin.start(ScriptedOrigin.Stream::awaitClose, staying("data: at last\n\n"))) {
            browser.open(origin.root());
            RivuletRecording.hurry(browser);
            RivuletRecording source = RivuletRecording.startInPage(browser, "events", Map.of());

            source.awaitTold("error 0 0", "open 1", "message at last ");
            assertThat(source.messages().get(0))
                    .startsWith("No answer for 30 s.")
                    .contains("six connections");
        }
    }

    @Test
    void tokenThatNeverComesOrCannotBeHadIsNotTheEnd(Browser browser) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(staying("data: at last\n\n"))) {
            browser.open(origin.root());
            RivuletRecording.hurry(browser);
            browser.run("""
                    const attempts = [
                      () => new Promise(() => {}),
                      () => Promise.reject(new Error("No token today")),
                      () => ({ Authorization: "Bearer 3" }),
                    ];
                    window.askForHeaders = () => attempts.shift()();
                    """);
            RivuletRecording source =
                    RivuletRecording.startInPage(browser, "events", Map.of("headersOf", "askForHeaders"));

            source.awaitTold("error 0 0", "error 0 0", "open 1", "message at last ");
            assertThat(source.messages().get(1)).isEqualTo("No token today");
            assertThat(origin.requests()).extracting(Request::authorization).containsExactly("Bearer 3");
        }
    }
}
