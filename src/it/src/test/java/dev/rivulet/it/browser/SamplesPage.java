/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.support.App;
import dev.rivulet.it.support.ReceivedEvent;

/** The samples' index.html in a tab, which has to be the one at hand. */
final class SamplesPage {

    private final Browser browser;

    private SamplesPage(Browser browser) {
        this.browser = browser;
    }

    /** Loads the page into the tab at hand, and waits for an event on each stream that it opens by itself. */
    static SamplesPage open(Browser browser, App samples) {
        browser.open(samples.root());
        Card.keepEvents(browser);
        SamplesPage page = new SamplesPage(browser);
        page.card("time").awaitThat(time -> assertThat(time.events()).isNotEmpty());
        page.card("system").awaitThat(system -> assertThat(system.events()).isNotEmpty());
        return page;
    }

    /** The section of a stream. */
    Card card(String stream) {
        return new Card(browser, stream);
    }

    /** Places an order, and answers the event that it arrives as: the next one, since nobody else orders. */
    ReceivedEvent place(String item, String quantity) {
        Card orders = card("orders");
        int before = orders.shown().events().size();
        orders.choose("[name=item]", item);
        orders.fill("[name=quantity]", quantity);
        orders.press("form button");
        return orders.awaitThat(card -> assertThat(card.events()).hasSizeGreaterThan(before))
                .events()
                .get(before);
    }

    /** Closes every stream. */
    void closeAll() {
        browser.press("header [data-role=close-all]");
    }

    /** What the header says: {@code open-streams} or {@code status}. */
    String header(String role) {
        return browser.text("header [data-role=" + role + "]");
    }
}
