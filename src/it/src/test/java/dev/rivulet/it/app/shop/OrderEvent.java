/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.shop;

import dev.rivulet.server.EventKey;
import dev.rivulet.server.EventName;

/** What happens to an order. Its records inherit the name, unless they say better, and the key. */
@EventName("order")
public sealed interface OrderEvent permits OrderEvent.Placed, OrderEvent.Shipped {

    @EventKey
    String number();

    /**
     * One that has the name of all.
     *
     * @param number the order's
     * @param articleCount how many
     */
    record Placed(String number, int articleCount) implements OrderEvent {}

    /**
     * One that has a name of its own.
     *
     * @param number the order's
     * @param parcelNumber the carrier's
     */
    @EventName("shipped")
    record Shipped(String number, String parcelNumber) implements OrderEvent {}
}
