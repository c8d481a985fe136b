/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples.orders;

import dev.rivulet.server.Channel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import java.util.List;

/** The domain, which knows nothing of browsers: it stores, and fires an event. What rolls back was never told. */
@ApplicationScoped
@Transactional
public class Orders {

    @PersistenceContext
    EntityManager entities;

    @Inject
    @Channel("orders")
    Event<OrderPlaced> placed;

    public OrderPlaced place(@Valid NewOrder order) {
        int quantity = Integer.parseInt(order.quantity());
        PurchaseOrder stored = new PurchaseOrder(order.item(), quantity);
        entities.persist(stored);
        placed.fire(stored.placed());
        takeFromStock(order.item(), quantity); // may fail, after the event was fired
        return stored.placed();
    }

    public List<OrderPlaced> latest() {
        return entities.createQuery("select o from PurchaseOrder o order by o.id desc", PurchaseOrder.class)
                .setMaxResults(20)
                .getResultStream()
                .map(PurchaseOrder::placed)
                .toList();
    }

    private void takeFromStock(String item, int quantity) {
        int taken = entities.createQuery("update Stock s set s.quantity = s.quantity - :quantity"
                        + " where s.item = :item and s.quantity >= :quantity")
                .setParameter("item", item)
                .setParameter("quantity", quantity)
                .executeUpdate();
        if (taken == 0) {
            throw new OutOfStockException(
                    item, quantity, entities.find(Stock.class, item).quantity());
        }
    }
}
