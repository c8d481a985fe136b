/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

/**
 * A finite channel has not begun, since there is a channel of its name: a finite one that has not ended, an ordinary one with events or
 * readers, or one that an injection point names. That channel is as it was. Thrown by {@link Channels#begin} on the calling thread.
 * Where a resource method lets it pass, {@link RivuletFeature} answers with 409 and a problem document.
 */
@Beta
public final class ChannelExistsException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * A refusal. Rivulet throws it; your tests may make one.
     *
     * @param message a sentence with the name, and what stands in the way
     * @param cause what refused it
     */
    public ChannelExistsException(String message, Throwable cause) {
        super(message, cause);
    }
}
