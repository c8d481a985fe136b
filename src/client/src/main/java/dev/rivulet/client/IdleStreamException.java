/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.io.IOException;
import java.time.Duration;

/**
 * The server has sent nothing for the source's {@linkplain EventSourceBuilder#idleTimeout idle time-out}: the cause of an
 * {@link ErrorEvent} after which the source connects again.
 */
public final class IdleStreamException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * For sources.
     *
     * @param timeout how long the server was silent
     */
    public IdleStreamException(Duration timeout) {
        super("Not a byte for " + timeout);
    }
}
