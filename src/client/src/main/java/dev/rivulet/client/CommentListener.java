/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

/** Hears a stream's comments, and where the blocks end that have them. */
@FunctionalInterface
interface CommentListener {

    /** The text behind the colon. */
    void comment(String text);

    /** An empty line has ended a block that had no data. */
    default void blockDropped() {}
}
