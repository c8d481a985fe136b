/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rivulet.it.support.App;
import dev.rivulet.it.support.Quotation;
import dev.rivulet.it.support.Relay;
import dev.rivulet.it.support.Relay.Exchange;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The samples' answers, read by pages that are reloaded, come late, are cut off, or stop them. */
@ExtendWith({BrowserExtension.class, SamplesExtension.class})
class SamplesAnswersIT {

    private static final String TEXT = "[data-role=text]";
    private static final String OUTCOME = "[data-role=outcome]";

    /** Reads as a page does that was written for any server: with the browser's own means, or with rivulet.js. */
    private static final String READ = """
            const [kind, done] = arguments;
            const read = window.read = { texts: [], ids: [], ends: [] };
            const id = new URLSearchParams(location.hash.slice(1)).get("answers");
            import("./rivulet/rivulet.js").then(({ RivuletSource }) => {
              const source = read.source = new { EventSource, RivuletSource }[kind](`api/answers/${id}`);
              const keep = list => event => (list.push(event.data), read.ids.push(event.lastEventId));
              source.onmessage = keep(read.texts);
              source.addEventListener("rivulet:end", keep(read.ends));
              done();
            });
            """;

    @Test
    void answerIsWrittenToItsEndAndThePageAsksForNoMore(Browser browser, App samples) throws IOException {
        try (Relay relay = Relay.to(samples)) {
            Card answers = SamplesPage.open(browser, relay.app()).card("answers");

            ask(answers, Quotation.OF_MANY_SCRIPTS);

            awaitOutcome(answers, "Complete.");
            assertThat(answers.text(TEXT)).isEqualTo(Quotation.OF_MANY_SCRIPTS.answer());
            assertThat(answers.text("[data-role=question]")).isEqualTo(Quotation.OF_MANY_SCRIPTS.question());
            assertThat(answers.shown().state()).isEqualTo("CLOSED");
            assertThat(answers.shown().note()).matches("ended at .*, nothing more will come");
            assertThat(answers.shown().error()).isEqualTo("none");
            assertNothingMoreIsAsked(browser, relay, 1);
        }
    }

    @Test
    void reloadInTheMiddleLosesNothing(SamplesPage page, Browser browser) {
        Card answers = page.card("answers");
        ask(answers, Quotation.OF_MANY_SCRIPTS);
        awaitSomeWords(answers);

        browser.run("location.reload()");

        Browser.awaitThat(() -> assertThat(answers.text(OUTCOME)).isEqualTo("Complete."));
        assertThat(answers.text(TEXT)).isEqualTo(Quotation.OF_MANY_SCRIPTS.answer());
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void secondTabReadsFromTheFirstWordAndAThirdWhenAllIsWritten(SamplesPage page, Browser browser) {
        Card answers = page.card("answers");
        ask(answers, Quotation.OF_MANY_SCRIPTS);
        awaitSomeWords(answers);
        URI address = URI.create(String.valueOf(
                browser.run("return document.querySelector('[data-stream=answers] [data-role=tab]').href")));
        Browser.Tab first = browser.tab();

        browser.openTab();
        browser.open(address);

        awaitOutcome(answers, "Complete.");
        assertThat(answers.text(TEXT)).isEqualTo(Quotation.OF_MANY_SCRIPTS.answer());
        browser.openTab();
        browser.open(address);
        awaitOutcome(answers, "Complete.");
        assertThat(answers.text(TEXT)).isEqualTo(Quotation.OF_MANY_SCRIPTS.answer());
        browser.switchTo(first);
        awaitOutcome(answers, "Complete.");
        assertThat(answers.text(TEXT)).isEqualTo(Quotation.OF_MANY_SCRIPTS.answer());
    }

    @Test
    void connectionThatIsCutEverySecondCostsNoWord(Browser browser, App samples) throws IOException {
        try (Relay relay = Relay.to(samples)) {
            Card answers = SamplesPage.open(browser, relay.app()).card("answers");
            ask(answers, Quotation.LONGER);

            await().pollInterval(Duration.ofSeconds(1)).atMost(Browser.TIMEOUT).untilAsserted(() -> {
                relay.cut();
                assertThat(answers.text(OUTCOME)).isEqualTo("Complete.");
            });

            assertThat(answers.text(TEXT)).isEqualTo(Quotation.LONGER.answer());
            assertThat(reads(relay)).as("it was cut").hasSizeGreaterThanOrEqualTo(3);
            assertThat(answers.shown().gap()).isEmpty();
        }
    }

    @Test
    void stopEndsTheAnswerForEveryReader(SamplesPage page, Browser browser) {
        Card answers = page.card("answers");
        ask(answers, Quotation.WHOLE);
        awaitSomeWords(answers);
        Object address = browser.run("return location.href");
        Browser.Tab first = browser.tab();
        browser.openTab();
        browser.open(URI.create(String.valueOf(address)));
        awaitSomeWords(answers);

        answers.press("[data-role=stop]");

        awaitOutcome(answers, "Stopped.");
        String written = answers.text(TEXT);
        assertThat(Quotation.WHOLE.answer()).startsWith(written).hasSizeGreaterThan(written.length());
        browser.switchTo(first);
        awaitOutcome(answers, "Stopped.");
        assertThat(answers.text(TEXT)).isEqualTo(written);
        assertThat(answers.shown().error()).isEqualTo("none");
    }

    @Test
    void leavingIsNoStopAndOpeningReadsTheWholeAgain(SamplesPage page) {
        Card answers = page.card("answers");
        ask(answers, Quotation.OF_MANY_SCRIPTS);
        awaitSomeWords(answers);

        answers.close();
        answers.open();

        awaitOutcome(answers, "Complete.");
        assertThat(answers.text(TEXT)).isEqualTo(Quotation.OF_MANY_SCRIPTS.answer());
    }

    @Test
    void failureIsToldAfterAllThatWasWritten(SamplesPage page) {
        Card answers = page.card("answers");
        answers.fill("[name=question]", Quotation.OF_MANY_SCRIPTS.question());

        answers.press("[name=fail]");

        awaitOutcome(answers, "Failed: The writer has lost the thread in the middle, as you asked.");
        assertThat(answers.text(TEXT)).isEqualTo(Quotation.OF_MANY_SCRIPTS.firstHalf());
        assertThat(answers.shown().note()).startsWith("failed at ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EventSource", "RivuletSource"})
    void oneRequestFollowsTheEndAndIsAnswered204(String kind, Browser browser, App samples) throws IOException {
        try (Relay relay = Relay.to(samples)) {
            SamplesPage page = SamplesPage.open(browser, relay.app());
            ask(page.card("answers"), Quotation.OF_MANY_SCRIPTS);
            awaitSomeWords(page.card("answers"));
            page.closeAll(); // its own reader, too
            int before = reads(relay).size();

            browser.runUntilDone(READ, kind);

            Browser.awaitThat(() ->
                    assertThat(browser.run("return read.source.readyState")).isEqualTo(2L));
            assertThat(browser.run("return read.texts.join('')")).isEqualTo(Quotation.OF_MANY_SCRIPTS.answer());
            assertThat((List<?>) browser.run("return read.ends"))
                    .singleElement()
                    .asString()
                    .contains("\"outcome\":\"ended\"");
            assertThat((List<?>) browser.run("return read.ids"))
                    .doesNotHaveDuplicates()
                    .hasSize(Quotation.OF_MANY_SCRIPTS.words().size() + 1);
            assertNothingMoreIsAsked(browser, relay, before + 2);
            List<Exchange> reads = reads(relay).subList(before, before + 2);
            assertThat(reads).extracting(Exchange::status).containsExactly(200, 204);
            assertThat(reads.get(1).lastEventId()).isEqualTo(browser.run("return read.ids.at(-1)"));
        }
    }

    @Test
    void answerThatIsNotThereIsAskedForOnceAndTheReasonIsTold(Browser browser, App samples) throws IOException {
        try (Relay relay = Relay.to(samples)) {
            browser.open(relay.app().root().resolve("#answers=none"));
            Card answers = new Card(browser, "answers");

            Browser.awaitThat(() -> assertThat(answers.text("[data-role=error]"))
                    .endsWith(": 404 Not Found: There is no channel \"answer-none\"."));
            assertNothingMoreIsAsked(browser, relay, 1);
        }
    }

    @Test
    void openingBeforeAnythingWasAskedSaysSo(SamplesPage page) {
        Card answers = page.card("answers");

        answers.press("[data-role=open]");

        answers.awaitThat(
                card -> assertThat(card.error()).endsWith(": nothing has begun yet, so there is nothing to read."));
    }

    @Test
    void questionThatIsRefusedTellsTheReason(SamplesPage page) {
        Card answers = page.card("answers");
        ask(answers, new Quotation(" ", ""));
        awaitOutcome(answers, "400: question is empty: ask something.");

        ask(answers, new Quotation("why ".repeat(126), ""));
        awaitOutcome(answers, "400: question has 504 characters: 500 are allowed.");
    }

    private static void ask(Card answers, Quotation quotation) {
        answers.fill("[name=question]", quotation.question());
        answers.press("form button");
    }

    private static void awaitSomeWords(Card answers) {
        Browser.awaitThat(() -> assertThat(answers.text(TEXT)).hasSizeGreaterThan(40));
    }

    private static void awaitOutcome(Card answers, String outcome) {
        Browser.awaitThat(() -> assertThat(answers.text(OUTCOME)).isEqualTo(outcome));
    }

    /** Waits, in the page, for longer than a stream's retry. */
    private static void assertNothingMoreIsAsked(Browser browser, Relay relay, int reads) {
        browser.runUntilDone("setTimeout(arguments[0], 6000)");
        assertThat(reads(relay)).hasSize(reads);
    }

    private static List<Exchange> reads(Relay relay) {
        return relay.exchanges().stream()
                .filter(exchange ->
                        exchange.method().equals("GET") && exchange.path().startsWith("/api/answers/"))
                .toList();
    }
}
