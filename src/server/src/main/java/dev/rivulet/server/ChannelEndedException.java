/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

/**
 * An event was not published, since its {@link FiniteChannel} has ended; nothing has changed. Thrown by {@link EventChannel#publish} on
 * the calling thread, and by a CDI event's {@code fire}. Where a resource method lets it pass, {@link RivuletFeature} answers with 409
 * and a problem document.
 */
@Beta
public final class ChannelEndedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * A refusal. Rivulet throws it; your tests may make one.
     *
     * @param name the channel's
     */
    public ChannelEndedException(ChannelName name) {
        super("Channel " + name + " has ended: it takes no event any more");
    }
}
