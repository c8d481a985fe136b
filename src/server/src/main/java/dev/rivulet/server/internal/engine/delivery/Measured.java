/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

/** A place in a channel whose distance from the newest event is told at each tick. */
interface Measured {

    /** How many events were published behind it. */
    long lag();
}
