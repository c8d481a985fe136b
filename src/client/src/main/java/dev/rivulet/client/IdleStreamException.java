/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.io.IOException;
import java.time.Duration;

/** The server has sent nothing for the source's {@linkplain EventSourceBuilder#idleTimeout idle time-out}. */
public final class IdleStreamException extends IOException {

    private static final long serialVersionUID = 1L;

    IdleStreamException(Duration timeout) {
        super("Not a byte for " + timeout);
    }
}
