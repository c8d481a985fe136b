/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

/**
 * A channel was not made because there are as many as there may be: {@code rivulet.limit.channels}. Channels are kept until the
 * application stops, so to try again does not help. Thrown on the calling thread by {@link Channels}, and by a CDI event's {@code
 * fire} with a channel that does not exist yet; nothing was made or published. Where a resource method lets it pass, {@link
 * RivuletFeature} answers with 503 and a problem document.
 */
public final class ChannelLimitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A refusal. Rivulet throws it; your tests may make one.
     *
     * @param message a sentence with the number and the setting
     * @param cause what refused it
     */
    public ChannelLimitException(String message, Throwable cause) {
        super(message, cause);
    }
}
