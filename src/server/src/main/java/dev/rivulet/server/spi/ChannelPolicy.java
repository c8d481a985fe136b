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
     * @param request who asks for which channel, and what for
     * @return {@code true} to allow; {@code false} to answer 403
     */
    boolean allows(ChannelRequest request);
}
