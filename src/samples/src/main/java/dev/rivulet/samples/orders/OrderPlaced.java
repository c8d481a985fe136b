/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples.orders;

import dev.rivulet.server.EventName;

/**
 * A customer's order is stored. Sent as JSON.
 *
 * @param id the order
 * @param item what was ordered
 * @param quantity how many of it
 */
@EventName("OrderPlaced")
public record OrderPlaced(long id, String item, int quantity) {}
