/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples.orders;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.TableGenerator;

/** An order as it is stored. */
@Entity
public class PurchaseOrder {

    @Id
    @GeneratedValue(strategy = GenerationType.TABLE, generator = "orders")
    @TableGenerator(name = "orders", allocationSize = 1)
    private long id;

    private String item = "";
    private int quantity;

    protected PurchaseOrder() {}

    PurchaseOrder(String item, int quantity) {
        this.item = item;
        this.quantity = quantity;
    }

    OrderPlaced placed() {
        return new OrderPlaced(id, item, quantity);
    }
}
