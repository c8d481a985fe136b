/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

/**
 * How a log begins.
 *
 * @param finite whether it can end, so that readers start at its first event
 * @param remains what is known of the channel's events from before
 * @param budget bounds what it takes together with all others
 */
public record LogOrigin(boolean finite, Remains remains, LogBudget budget) {

    /** An ordinary log without a past, and without a bound but its own. */
    static final LogOrigin PLAIN = new LogOrigin(false, Remains.NOTHING, LogBudget.UNLIMITED);
}
