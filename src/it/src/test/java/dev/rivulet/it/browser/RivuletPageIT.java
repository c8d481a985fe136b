/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static dev.rivulet.it.browser.ScriptedOrigin.breaking;
import static dev.rivulet.it.browser.ScriptedOrigin.status;
import static dev.rivulet.it.browser.ScriptedOrigin.staying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.browser.ScriptedOrigin.Request;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code rivulet.js} does while its page is hidden, away, reloaded or without a network. */
@ExtendWith(BrowserExtension.class)
class RivuletPageIT {

    /** A minute, after a failure. */
    private static final String LATER = "retry: 60000\n\n";

    private static final Map<String, ?> PATIENT = Map.of("longestDelay", 120_000);

    @Test
    void networkThatIsBackEndsTheWait(Browser browser) throws IOException {
        try (ScriptedOrigin origin =
                ScriptedOrigin.start(breaking(LATER + "id: 1\ndata: one\n\n"), staying("id: 2\ndata: two\n\n"))) {
            RivuletRecording source = RivuletRecording.start(browser, origin, PATIENT);
            source.awaitTold("open 1", "message one 1");
            origin.cut();
            source.awaitTold("open 1", "message one 1", "error 0 200");

            browser.setOffline(true);
            browser.setOffline(false);

            source.awaitTold("open 1", "message one 1", "error 0 200", "open 1", "message two 2");
            assertThat(source.delays().get(0)).isBetween(60_000.0, 90_000.0);
        }
    }

    @Test
    void networkThatIsBackReplacesAStreamThatMayBeDead(Browser browser) throws IOException {
        try (ScriptedOrigin origin =
                ScriptedOrigin.start(staying(LATER + "id: 1\ndata: one\n\n"), staying("id: 2\ndata: two\n\n"))) {
            RivuletRecording source = RivuletRecording.start(browser, origin, PATIENT);
            source.awaitTold("open 1", "message one 1");

            browser.run("dispatchEvent(new Event('online'))"); // Chromium's own offline mode would cut the stream

            source.awaitTold("open 1", "message one 1", "error 0 200", "open 1", "message two 2");
            assertThat(source.messages()).containsExactly("The network is back");
            assertThat(origin.requests()).extracting(Request::query).containsExactly("", "lastEventId=1");
        }
    }

    @Test
    void retryAfterIsNotCutShort(Browser browser) throws IOException {
        try (ScriptedOrigin origin =
                ScriptedOrigin.start(status(503, "Retry-After", "3"), staying("data: in its time\n\n"))) {
            RivuletRecording source = RivuletRecording.start(browser, origin, PATIENT);
            source.awaitTold("error 0 503");

            browser.run("dispatchEvent(new Event('online'))");
            browser.run("document.dispatchEvent(new Event('visibilitychange'))");

            source.awaitTold("error 0 503", "open 1", "message in its time ");
            assertThat(origin.requests().get(1).nanos()
                            - origin.requests().get(0).nanos())
                    .isGreaterThanOrEqualTo(3_000_000_000L);
        }
    }

    @Test
    void pageThatIsLookedAtAgainEndsTheWait(Browser browser) throws IOException {
        try (ScriptedOrigin origin =
                ScriptedOrigin.start(breaking(LATER + "id: 1\ndata: one\n\n"), staying("id: 2\ndata: two\n\n"))) {
            RivuletRecording source = RivuletRecording.start(browser, origin, PATIENT);
            source.awaitTold("open 1", "message one 1");
            origin.cut();
            source.awaitTold("open 1", "message one 1", "error 0 200");
            Browser.Tab page = browser.tab();

            browser.openTab();
            browser.switchTo(page);

            source.awaitTold("open 1", "message one 1", "error 0 200", "open 1", "message two 2");
        }
    }

    @Test
    void pageThatIsLookedAtAgainKeepsAStreamThatIsAlive(Browser browser) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(staying("id: 1\ndata: one\n\n"), status(500))) {
            RivuletRecording source = RivuletRecording.start(browser, origin, PATIENT);
            source.awaitTold("open 1", "message one 1");

            browser.run("document.dispatchEvent(new Event('visibilitychange'))");
            browser.run("window.now = Date.now(); Date.now = () => now + 29_000");
            browser.run("document.dispatchEvent(new Event('visibilitychange'))");

            assertThat(source.told()).containsExactly("open 1", "message one 1");
        }
    }

    @Test
    void pageThatIsLookedAtAgainReplacesAStreamThatWasSilentForLong(Browser browser) throws IOException {
        try (ScriptedOrigin origin =
                ScriptedOrigin.start(staying(LATER + "id: 1\ndata: one\n\n"), staying("id: 2\ndata: two\n\n"))) {
            RivuletRecording source = RivuletRecording.start(browser, origin, PATIENT);
            source.awaitTold("open 1", "message one 1");

            browser.run(
                    "const now = Date.now(); Date.now = () => now + 60_000"); // as after the telephone was in a pocket
            browser.run("document.dispatchEvent(new Event('visibilitychange'))");

            source.awaitTold("open 1", "message one 1", "error 0 200", "open 1", "message two 2");
            assertThat(source.messages()).containsExactly("The page was away");
        }
    }

    @Test
    void pageThatComesOutOfTheBackForwardCacheGoesOnWhereItWas(Browser browser) throws IOException {
        try (ScriptedOrigin origin =
                ScriptedOrigin.start(staying("id: 1\ndata: one\n\n"), staying("id: 2\ndata: two\n\n"))) {
            RivuletRecording source = RivuletRecording.start(browser, origin, PATIENT);
            source.awaitTold("open 1", "message one 1");

            browser.open(origin.root().resolve("elsewhere"));
            browser.run("history.back()");

            // Had the page been loaded anew, there would be no recording.
            Browser.awaitThat(
                    () -> assertThat(browser.run("return typeof recording")).isEqualTo("object"));
            source.awaitTold("open 1", "message one 1", "open 1", "message two 2");
            assertThat(origin.requests()).extracting(Request::query).containsExactly("", "lastEventId=1");
        }
    }

    @Test
    void lastIdOutlivesAReloadWhereAsked(Browser browser) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(
                staying("id: 1\ndata: one\n\n"),
                staying("data: on\n\n"),
                staying("data: on\n\n"),
                staying("data: on\n\n"))) {
            RivuletRecording.start(browser, origin, Map.of("remember", true)).awaitTold("open 1", "message one 1");
            RivuletRecording.start(browser, origin, Map.of("remember", true)).awaitTold("open 1", "message on 1");
            RivuletRecording.start(browser, origin, Map.of("remember", "another"))
                    .awaitTold("open 1", "message on ");
            RivuletRecording.start(browser, origin, Map.of()).awaitTold("open 1", "message on ");

            assertThat(origin.requests()).extracting(Request::query).containsExactly("", "lastEventId=1", "", "");
        }
    }

    @Test
    void idThatThePageGivesIsNewerThanTheOneRemembered(Browser browser) throws IOException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(staying("id: 1\ndata: one\n\n"), staying("data: on\n\n"))) {
            RivuletRecording.start(browser, origin, Map.of("remember", true)).awaitTold("open 1", "message one 1");
            RivuletRecording.start(browser, origin, Map.of("remember", true, "lastEventId", "5"))
                    .awaitTold("open 1", "message on 5");
        }
    }
}
