/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.support.App;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tutorials' snippets, word for word, run by their buttons. */
@ExtendWith({BrowserExtension.class, SamplesExtension.class})
class TutorialIT {

    private static final String TIME_OF_DAY = "\\d\\d:\\d\\d:\\d\\d";
    private static final String CONSOLE = """
            return [...document.querySelectorAll(`[data-snippet=${arguments[0]}] [data-role=console] li`)]
              .map(line => line.textContent);
            """;

    private Browser browser;

    @BeforeEach
    void open(Browser ofThisTest, App samples) {
        browser = ofThisTest;
        browser.open(samples.root().resolve("tutorial.html"));
    }

    @Test
    void messagesAreParsed() {
        run("messages");

        awaitLine("messages", "\\{.*\"what\":\"opened\".*}");
    }

    @Test
    void closedSourceSaysSo() {
        run("close");

        awaitLine("close", "Connection closed true");
    }

    @Test
    void heartbeatIsOk() {
        run("heartbeat");

        awaitLine("heartbeat", "OK");
    }

    @Test
    void messagesAndCustomEventsArriveAndNoError() {
        run("names");

        awaitLine("names", "message " + TIME_OF_DAY);
        awaitLine("names", "myevent Hello, world!");
        assertThat(console("names")).noneMatch(line -> line.contains("error"));
    }

    @Test
    void channelInThePathSendsMessages() {
        run("channel");

        awaitLine("channel", "New message \\{.*\"channel\":\\d+.*}");
    }

    @Test
    void serverTimeOpensAndShows() {
        run("time");

        awaitLine("time", "Connection opened");
        awaitClock();
        assertThat(console("time")).containsExactly("Connection opened");
    }

    @Test
    void stopClosesWhatTheSnippetOpened() {
        run("time");
        awaitClock();

        browser.press("[data-snippet=time] [data-role=stop]");
        String stopped = browser.text("#time");
        run("names"); // the same channel

        Browser.awaitThat(() -> assertThat(console("names"))
                .filteredOn(line -> line.matches("message " + TIME_OF_DAY) && !line.endsWith(stopped))
                .hasSizeGreaterThanOrEqualTo(2));
        assertThat(browser.text("#time")).isEqualTo(stopped);
    }

    @Test
    void snippetsTogetherHaveNothingToComplainAbout() {
        for (String snippet : List.of("messages", "close", "heartbeat", "names", "channel", "time")) {
            run(snippet);
            Browser.awaitThat(() -> assertThat(console(snippet)).isNotEmpty());
        }

        assertThat(browser.complaints()).isEmpty();
    }

    private void run(String snippet) {
        browser.press("[data-snippet=" + snippet + "] [data-role=run]");
    }

    private void awaitLine(String snippet, String line) {
        Browser.awaitThat(() -> assertThat(console(snippet)).anyMatch(text -> text.matches(line)));
    }

    private void awaitClock() {
        Browser.awaitThat(() -> assertThat(browser.text("#time")).matches(TIME_OF_DAY));
    }

    /** The lines, newest first. */
    private List<String> console(String snippet) {
        return ((List<?>) browser.run(CONSOLE, snippet))
                .stream().map(String::valueOf).toList();
    }
}
