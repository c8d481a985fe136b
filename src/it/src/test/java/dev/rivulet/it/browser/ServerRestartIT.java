/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static dev.rivulet.it.browser.Positions.assertRising;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.browser.Card.Shown;
import dev.rivulet.it.support.PayaraMicroProcess;
import dev.rivulet.it.support.ReceivedEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The samples' page, open in a browser while the server under it ends and another one takes its place. */
@ExtendWith(BrowserExtension.class)
class ServerRestartIT {

    private static final String GAP = "rivulet:gap";

    @AutoClose
    private static PayaraMicroProcess server;

    @BeforeAll
    static void start() {
        server = SamplesExtension.server("restarts", "rivulet.drain.period=1s", "rivulet.drain.retry=1s");
    }

    @Test
    void streamsComeBackByThemselvesAfterTheServerWasKilled(Browser browser) {
        assertStreamsComeBackAfter(server::kill, browser);
    }

    @Test
    void streamsComeBackByThemselvesAfterTheServerWasStopped(Browser browser) {
        assertStreamsComeBackAfter(
                () -> {
                    server.terminate();
                    assertThat(server.awaitExit(Browser.TIMEOUT)).isTrue();
                },
                browser);
    }

    @Test
    void ordersAreLoadedAnewWhereTheStreamCannotTellAll(Browser browser) {
        SamplesPage page = SamplesPage.open(browser, server.app(""));
        Card orders = page.card("orders");
        orders.open();
        orders.press("form button");
        orders.awaitThat(card -> assertThat(card.events()).hasSize(1));
        assertThat(orders.texts("[data-role=orders] tr")).isNotEmpty();

        server.kill();
        server.start(); // with an empty database

        orders.awaitThat(card -> assertThat(card.gap()).contains("on the channel orders"));
        Browser.awaitThat(
                () -> assertThat(orders.texts("[data-role=orders] tr")).isEmpty());
        orders.press("form button");
        Browser.awaitThat(
                () -> assertThat(orders.texts("[data-role=orders] tr")).hasSize(1));
    }

    private static void assertStreamsComeBackAfter(Runnable end, Browser browser) {
        SamplesPage page = SamplesPage.open(browser, server.app(""));
        List<Card> cards = List.of(page.card("time"), page.card("system"), page.card("cuts"));
        page.card("cuts").open();
        page.card("cuts").awaitEvents(1);

        end.run();

        cards.forEach(card -> card.awaitThat(ServerRestartIT::assertAway));
        List<Shown> away = cards.stream().map(Card::shown).toList();
        assertThat(away).allSatisfy(ServerRestartIT::assertAway);

        server.start();

        Set<String> ids = away.stream()
                .flatMap(card -> card.events().stream())
                .map(ReceivedEvent::lastEventId)
                .collect(Collectors.toSet()); // sections that share a stream resume after the newest id of any of them
        assertComesBack(cards.get(0), away.get(0), "time", ids);
        assertComesBack(cards.get(1), away.get(1), "system", ids);
        List<ReceivedEvent> cuts = assertComesBack(cards.get(2), away.get(2), "message", ids);
        assertThat(cards.get(2).shown().gap())
                .contains("all that followed " + away.get(2).position());
        assertRising(cuts.subList(1, cuts.size()));
        assertThat(page.card("cuts").text("[data-role=missing]")).isEqualTo("0");
        assertThat(page.card("cuts").text("[data-role=duplicates]")).isEqualTo("0");
    }

    private static void assertAway(Shown card) {
        assertThat(card.state()).isNotEqualTo("OPEN");
        assertThat(card.label()).isEqualTo(card.state());
        assertThat(card.note()).isEqualTo("lost, trying again …");
        assertThat(card.error()).isNotEqualTo("none");
        assertThat(card.gap()).isEmpty();
    }

    private static List<ReceivedEvent> assertComesBack(Card card, Shown away, String type, Set<String> ids) {
        Shown back = card.awaitThat(shown -> {
            assertThat(shown.state()).isEqualTo("OPEN");
            assertThat(shown.gap()).isNotEmpty();
            assertThat(shown.events()).hasSizeGreaterThan(away.events().size() + 2);
        });
        List<ReceivedEvent> later =
                back.events().subList(away.events().size(), back.events().size());

        assertThat(back.note()).matches("reconnected at .* after \\d+ attempts?, resumed after .*");
        assertThat(back.gap().replaceAll(".* all that followed (\\S+) .*", "$1"))
                .isIn(ids);
        assertThat(later).extracting(ReceivedEvent::type).startsWith(GAP, type, type);
        assertThat(later).filteredOn(event -> event.type().equals(GAP)).hasSize(1);
        assertThat(Positions.of(later.get(1)).epoch())
                .isNotEqualTo(away.position().epoch());
        assertRising(later.subList(1, later.size()));
        return later;
    }
}
