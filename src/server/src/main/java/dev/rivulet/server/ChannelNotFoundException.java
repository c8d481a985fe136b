/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

/**
 * A stream was not opened, since there is no such channel, and none was to be made: a subscription to {@linkplain
 * SubscribeOptions.Builder#existing existing} channels alone, or to a {@link FiniteChannel} that has been forgotten. Where a resource
 * method lets it pass, {@link RivuletFeature} answers with 404 and a problem document.
 */
@Beta
public final class ChannelNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A refusal. Rivulet throws it; your tests may make one.
     *
     * @param name the channel's
     */
    public ChannelNotFoundException(ChannelName name) {
        super("There is no channel " + name + ": it has not begun, or it has ended and been forgotten.");
    }
}
