/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server;

/**
 * A channel was not made because there are as many as there may be: {@code rivulet.limit.channels}. Channels are kept until the
 * application stops, so to try again does not help. Where a resource method lets it pass, it is answered with 503 and a problem
 * document.
 */
public final class ChannelLimitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what there is too much of.
     *
     * @param message a sentence with the number and the setting
     * @param cause what refused it
     */
    public ChannelLimitException(String message, Throwable cause) {
        super(message, cause);
    }
}
