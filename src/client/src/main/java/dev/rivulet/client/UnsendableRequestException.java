/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import org.jspecify.annotations.Nullable;

/**
 * A request that its transport cannot send as it is, however often it is tried: a method, a host or a header that the client
 * below does not take. The source's last {@link ErrorEvent} has it as its cause. Immutable.
 */
public final class UnsendableRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * For transports.
     *
     * @param message what cannot be sent, and why
     */
    public UnsendableRequestException(String message) {
        super(message);
    }

    /**
     * For transports whose client has said why.
     *
     * @param message what cannot be sent
     * @param cause what the client has thrown; {@code null} for nothing
     */
    public UnsendableRequestException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
