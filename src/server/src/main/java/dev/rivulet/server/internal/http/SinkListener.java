/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import jakarta.ws.rs.sse.SseEventSink;
import org.jspecify.annotations.Nullable;

/** Has sinks registered, and is told of their ends. */
interface SinkListener {

    /** A sink has been registered through it. */
    void registered(RegisteredSink sink);

    /** Its stream has ended. */
    void closed(SseEventSink sink, @Nullable Throwable cause);

    /** Nothing of it is left. */
    void released(RegisteredSink sink);
}
