/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.util.function.BooleanSupplier;

/** Hears a stream's comments, and where the blocks end that have them. */
@FunctionalInterface
public interface CommentListener {

    /** The text behind the colon. */
    void comment(String text);

    /** An empty line has ended a block that had no data. */
    default void blockDropped() {}

    /** The same, which is told no comment any more once that is so. */
    default CommentListener until(BooleanSupplier closed) {
        CommentListener all = this;
        return new CommentListener() {
            @Override
            public void comment(String text) {
                if (!closed.getAsBoolean()) {
                    all.comment(text);
                }
            }

            @Override
            public void blockDropped() {
                all.blockDropped();
            }
        };
    }
}
