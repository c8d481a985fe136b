/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.support.App;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The samples' users, each with a channel of its own. */
@ExtendWith({BrowserExtension.class, SamplesExtension.class})
class SamplesUsersIT {

    private static final String NOTES = "[data-role=notes] li";
    private static final String ANSWER = "[data-role=answer]";

    @Test
    void noteReachesAllPagesOfItsUserAndNoOthers(SamplesPage page, Browser browser, App samples) {
        Card users = page.card("users");
        be(users, "Ada Lovelace");
        Browser.Tab first = browser.tab();
        browser.openTab();
        SamplesPage.open(browser, samples);
        be(users, "Ada Lovelace");
        Browser.Tab second = browser.tab();
        browser.openTab();
        SamplesPage.open(browser, samples);
        be(users, "grace");

        browser.switchTo(second);
        write(users, "For Ada.");
        Browser.awaitThat(() -> assertThat(users.texts(NOTES)).containsExactly("For Ada."));
        browser.switchTo(first);
        Browser.awaitThat(() -> assertThat(users.texts(NOTES)).containsExactly("For Ada."));

        browser.switchTo(first);
        be(users, "grace");
        write(users, "For Grace.");
        Browser.awaitThat(() -> assertThat(users.texts(NOTES)).containsExactly("For Grace.", "For Ada."));
        browser.switchTo(second);
        write(users, "And for Ada.");
        Browser.awaitThat(() -> assertThat(users.texts(NOTES)).containsExactly("And for Ada.", "For Ada."));
    }

    @Test
    void channelsAreMadeForThoseWhoAreWrittenToAndForgotten(SamplesPage page) {
        Card users = page.card("users");
        be(users, "counting");

        users.press("[name=others]");

        Browser.awaitThat(
                () -> assertThat(users.text(ANSWER)).isEqualTo("Written to 20 others, who may never read it."));
        Browser.awaitThat(() -> assertThat(held(users)).isGreaterThanOrEqualTo(21));
        Browser.awaitThat(() -> assertThat(held(users)).isEqualTo(1)); // the page holds its own
        assertThat(users.shown().gap()).isEmpty();

        write(users, "Still here.");
        Browser.awaitThat(() -> assertThat(users.texts(NOTES)).containsExactly("Still here."));
    }

    @Test
    void noteThatIsRefusedTellsTheReason(SamplesPage page) {
        Card users = page.card("users");
        write(users, "");
        Browser.awaitThat(() -> assertThat(users.text(ANSWER)).isEqualTo("400: note is empty: 1 to 500 are allowed."));

        users.fill("[name=name]", "n".repeat(51));
        write(users, "Too long a name.");
        Browser.awaitThat(
                () -> assertThat(users.text(ANSWER)).isEqualTo("400: name has 51 characters: 1 to 50 are allowed."));
    }

    private static void be(Card users, String name) {
        users.fill("[name=name]", name);
        users.press("[data-role=choice] button");
        users.awaitThat(card -> assertThat(card.state()).isEqualTo("OPEN"));
        Browser.awaitThat(() -> assertThat(users.text("[data-role=held]")).matches("\\d+"));
    }

    private static void write(Card users, String note) {
        users.fill("[name=note]", note);
        users.press("[data-role=write] button");
    }

    private static int held(Card users) {
        return Integer.parseInt(users.text("[data-role=held]"));
    }
}
