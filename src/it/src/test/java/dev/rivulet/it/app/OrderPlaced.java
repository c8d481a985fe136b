/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app;

import dev.rivulet.server.EventName;

/**
 * A payload with a name.
 *
 * @param number the order's
 */
@EventName("order-placed")
public record OrderPlaced(int number) {}
