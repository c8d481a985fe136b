/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The samples' long job, which pages leave and come back to. */
@ExtendWith({BrowserExtension.class, SamplesExtension.class})
class SamplesJobsIT {

    private static final String OUTCOME = "[data-role=outcome]";
    private static final String WORDS = "[data-role=words]";
    private static final String LINES = "[data-role=log] li";

    @Test
    void progressAndLogGoOnToTheEnd(SamplesPage page, Browser browser) {
        Card jobs = page.card("jobs");
        jobs.press("form button");

        awaitOutcome(jobs, "Complete.");
        List<String> log = jobs.texts(LINES);
        assertThat(log)
                .doesNotHaveDuplicates()
                .anyMatch(line -> line.matches("java\\.base: \\d+ files, \\d+\\.\\d MB, compressed \\d+\\.\\d MB"));
        assertThat(jobs.text(WORDS)).isEqualTo(log.size() + " of " + log.size() + " modules");
        assertThat(browser.run("return document.querySelector('progress').position"))
                .isEqualTo(1L);
        assertThat(jobs.shown().state()).isEqualTo("CLOSED");
        assertThat(jobs.shown().error()).isEqualTo("none");
    }

    @Test
    void pageThatLeftAndComesBackShowsTheWhole(SamplesPage page, Browser browser) {
        Card jobs = page.card("jobs");
        jobs.press("form button");
        Browser.awaitThat(() -> assertThat(jobs.texts(LINES)).isNotEmpty());
        List<String> seen = jobs.texts(LINES);

        browser.run("location.href = 'tutorial.html'");
        Browser.awaitThat(() -> assertThat(browser.text("h1")).isEqualTo("Tutorial"));
        browser.run("history.back()");

        Browser.awaitThat(() -> assertThat(browser.text("h1")).isEqualTo("Rivulet"));
        awaitOutcome(jobs, "Complete.");
        List<String> log = jobs.texts(LINES);
        assertThat(log).doesNotHaveDuplicates().containsAll(seen);
        assertThat(jobs.text(WORDS)).isEqualTo(log.size() + " of " + log.size() + " modules");
    }

    @Test
    void jobThatFailsTellsSoAfterAllThatItDid(SamplesPage page) {
        Card jobs = page.card("jobs");
        jobs.press("[name=fail]");

        Browser.awaitThat(() -> assertThat(jobs.text(OUTCOME)).startsWith("Failed: "));
        int done = jobs.texts(LINES).size();
        assertThat(jobs.text(WORDS)).matches(done + " of (" + 2 * done + '|' + (2 * done + 1) + ") modules");
        assertThat(jobs.shown().note()).startsWith("failed at ");
    }

    @Test
    void stopEndsTheJobBeforeItIsDone(SamplesPage page) {
        Card jobs = page.card("jobs");
        jobs.press("form button");
        Browser.awaitThat(() -> assertThat(jobs.texts(LINES)).isNotEmpty());

        jobs.press("[data-role=stop]");

        awaitOutcome(jobs, "Failed: The job was stopped.");
        String words = jobs.text(WORDS);
        assertThat(words).matches("\\d+ of \\d+ modules");
        assertThat(Integer.parseInt(words.replaceFirst(" .*", "")))
                .isEqualTo(jobs.texts(LINES).size())
                .isLessThan(Integer.parseInt(words.replaceFirst(".* of (\\d+) .*", "$1")));
    }

    private static void awaitOutcome(Card jobs, String outcome) {
        Browser.awaitThat(() -> assertThat(jobs.text(OUTCOME)).isEqualTo(outcome));
    }
}
