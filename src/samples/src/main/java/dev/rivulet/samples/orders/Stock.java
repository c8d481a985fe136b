/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples.orders;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** How much of an item there is to sell; {@code META-INF/stock.sql} has the first delivery. */
@Entity
public class Stock {

    @Id
    private String item = "";

    private int quantity;

    protected Stock() {}

    int quantity() {
        return quantity;
    }
}
