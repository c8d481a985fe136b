/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.shop;

import dev.rivulet.server.Channel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Business code: knows CDI, transactions, and the name of a channel. */
@ApplicationScoped
public class PriceList {

    @Inject
    @Channel("prices")
    Event<PriceChanged> changes;

    @Inject
    @Any
    Event<PriceChanged> changesAnywhere;

    private final List<PriceChanged> seen = new CopyOnWriteArrayList<>();

    @Transactional
    public void change(String article, int price) {
        changes.fire(new PriceChanged(article, price));
    }

    @Transactional
    public void changeInVain(String article, int price) {
        changes.fire(new PriceChanged(article, price));
        throw new IllegalStateException("The supplier does not agree");
    }

    public void changeWithoutTransaction(String article, int price) {
        changes.fire(new PriceChanged(article, price));
    }

    public void changeSoon(String article, int price) {
        changes.fireAsync(new PriceChanged(article, price));
    }

    /** To a channel whose name is known at run time. */
    public void changeIn(String country, String article, int price) {
        changesAnywhere.select(new Channel.Literal("prices-" + country)).fire(new PriceChanged(article, price));
    }

    void changed(@Observes @Channel("prices") PriceChanged change) {
        seen.add(change);
    }

    public List<PriceChanged> seen() {
        return List.copyOf(seen);
    }
}
