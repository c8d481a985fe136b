/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;

/** Warns of encoders, which may hold a stream's events back until there are enough of them to compress. */
final class EncodedStreams {

    private static final System.Logger LOG = System.getLogger(EncodedStreams.class.getName());
    private static final String TOLD = EncodedStreams.class.getName();

    private EncodedStreams() {}

    /** A stream that the application, or its JAX-RS runtime, encodes. Said once for each application. */
    static void found(HttpServletRequest request, String coding) {
        if (request.getServletContext().getAttribute(TOLD) != null) {
            return;
        }
        request.getServletContext().setAttribute(TOLD, true);
        LOG.log(
                Level.WARNING,
                "The stream {0} has Content-Encoding: {1}. It goes through SseEventSink, and its events arrive only if the"
                        + " encoder flushes each (Jersey''s GZipEncoder never does): leave text/event-stream out of the"
                        + " compression. Said once",
                request.getRequestURI(),
                coding);
    }
}
