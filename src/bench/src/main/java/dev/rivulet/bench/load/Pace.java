/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.load;

/** How a client reads. */
public enum Pace {
    /** Whatever has come. */
    READING,
    /** Nothing but the answer's head. */
    STOPPED,
    /** A byte a second. */
    TRICKLING
}
