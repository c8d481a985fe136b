/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

/**
 * What a client wants its stream to look like.
 *
 * @param visibleHeartbeats whether heartbeats are events that a page can see, {@code rivulet:heartbeat}, instead of comments
 * @param namesAsTheyAre whether an unnamed event stays so on a stream of several channels, instead of taking its channel's name
 */
public record StreamForm(boolean visibleHeartbeats, boolean namesAsTheyAre) {

    /** As the standard has it: comments, and names that tell channels apart. */
    public static final StreamForm PLAIN = new StreamForm(false, false);
}
