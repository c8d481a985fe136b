/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.spi;

/**
 * Decides who may do what with a channel whose name came from outside. The application has one, as a CDI bean; while it
 * has none, every such request is refused.
 *
 * <p>Called on the request's thread, for each channel at each (re)connection: once, or twice if {@link
 * dev.rivulet.server.Subscriptions#close Subscriptions.close} is called at the same time. Must be thread-safe. What it throws
 * refuses the request, as any exception of a resource does; it never admits anybody.
 */
@FunctionalInterface
public interface ChannelPolicy {

    /**
     * Whether the request may have the channel. It is asked before anyone looks whether the channel exists, so a refusal
     * tells nothing about that.
     *
     * <p>The caller's own channel is asked about as {@code @me}, and only if there is an authenticated user. To allow it is safe as far
     * as names go: it never leads to another user's.
     *
     * @param request who asks for which channel, and what for
     * @return {@code true} to allow; {@code false} to answer 403
     */
    boolean allows(ChannelRequest request);

    /**
     * Whether a channel that the request may have, and that does not exist, is made for it. Allow this only for names that you would give yourself: those of a conversation that you know, not any text. What one
     * user makes is limited by {@code rivulet.limit.channels-per-principal}. Not asked about {@code @me}, which is made as soon as
     * it is allowed.
     *
     * @param request who asks for which channel, to subscribe or to learn its position
     * @return {@code true} to make it; {@code false}, the default, to answer 404
     */
    default boolean mayCreate(ChannelRequest request) {
        return false;
    }
}
