/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static dev.rivulet.it.browser.Positions.assertRising;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.support.App;
import dev.rivulet.it.support.ReceivedEvent;
import dev.rivulet.server.Position;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The samples' orders: events of transactions, beside the list of what is stored. */
@ExtendWith({BrowserExtension.class, SamplesExtension.class})
class SamplesOrdersIT {

    @Test
    void ordersArriveWhenTheirTransactionHasCommitted(SamplesPage page) {
        Card orders = page.card("orders");
        orders.open();

        ReceivedEvent event = page.place("Tea", "3");

        assertThat(event.type()).isEqualTo("OrderPlaced");
        String id = event.data().replaceAll(".*\"id\":(\\d+).*", "$1");
        assertThat(event.data()).contains("\"item\":\"Tea\"", "\"quantity\":3").contains("\"id\":" + id);
        Browser.awaitThat(() -> {
            assertThat(orders.text("[data-role=answer]")).isEqualTo("201: order " + id + " is stored.");
            assertThat(orders.texts("[data-role=orders] tr").get(0)).isEqualTo(id + " Tea 3");
        });
    }

    @Test
    void ordersThatRollBackTellTheReasonAndNothingArrives(SamplesPage page) {
        Card orders = page.card("orders");
        orders.open();
        Position before = Positions.of(page.place("Coffee", "1"));
        List<String> rows = orders.texts("[data-role=orders] tr");

        orders.press("[name=fail]");

        Browser.awaitThat(() -> assertThat(orders.text("[data-role=answer]"))
                .matches("409: There are \\d+ of Coffee left, not 5000: the order was rolled back\\."));
        assertThat(orders.texts("[data-role=orders] tr")).isEqualTo(rows);

        ReceivedEvent next = page.place("Coffee", "2");

        assertThat(next.data()).contains("\"quantity\":2");
        assertThat(Positions.of(next).isAfter(before)).isTrue();
        assertThat(orders.shown().events()).hasSize(2); // and none between the two
    }

    @Test
    void ordersThatAreNotValidTellTheReason(SamplesPage page) {
        Card orders = page.card("orders");
        orders.fill("[name=quantity]", "many");

        orders.press("form button");

        Browser.awaitThat(() -> assertThat(orders.text("[data-role=answer]"))
                .isEqualTo("400: quantity is \"many\": it must be a whole number from 1 to 9999."));
    }

    @Test
    void ordersStartWithTheStoredOnes(SamplesPage page, Browser browser, App samples) {
        Card orders = page.card("orders");
        orders.open();
        page.place("Water", "4");
        String row = Browser.awaitFor(
                () -> orders.texts("[data-role=orders] tr").get(0), first -> first.endsWith(" Water 4"));

        Card reloaded = SamplesPage.open(browser, samples).card("orders");
        reloaded.open();

        assertThat(reloaded.texts("[data-role=orders] tr").get(0)).isEqualTo(row);
        assertThat(reloaded.shown().note()).contains("resumed after ");
        assertThat(reloaded.shown().events()).isEmpty();
    }

    @Test
    void twoPagesGetTheSameOrders(Browser browser, App samples) {
        SamplesPage one = SamplesPage.open(browser, samples);
        one.card("orders").open();
        Browser.Tab first = browser.tab();
        Browser.Tab second = browser.openTab();
        SamplesPage two = SamplesPage.open(browser, samples);
        two.card("orders").open();

        two.place("Coffee", "5");
        browser.switchTo(first);
        one.card("orders").awaitThat(card -> assertThat(card.events()).hasSize(1));
        one.place("Water", "6");
        List<ReceivedEvent> here = one.card("orders").shown().events();
        browser.switchTo(second);
        two.card("orders").awaitThat(card -> assertThat(card.events()).hasSize(2));

        assertThat(two.card("orders").shown().events()).isEqualTo(here);
        assertRising(here);
        assertThat(here)
                .extracting(ReceivedEvent::data)
                .satisfiesExactly(
                        coffee -> assertThat(coffee).contains("\"quantity\":5"),
                        water -> assertThat(water).contains("\"quantity\":6"));
    }
}
