/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

/** How a response ended. */
public enum StreamEnd {
    /** Whole, with its last chunk. */
    COMPLETE,
    /** The connection ended first. */
    CUT
}
