/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts what a browser holds open over HTTP/1.1: with the sixth stream all of its connections to this origin are taken, and
 * whatever its pages ask for next waits.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#authoring-notes">WHATWG HTML, section 9.2.7,
 *     Authoring notes</a>
 */
final class BrowserConnections {

    /** What Chromium, Firefox and Safari open to one origin. */
    static final int MOST = 6;

    private static final System.Logger LOG = System.getLogger(BrowserConnections.class.getName());
    private static final String ATTRIBUTE = BrowserConnections.class.getName();

    private final Map<String, Integer> open = new ConcurrentHashMap<>();
    private final AtomicBoolean told = new AtomicBoolean();

    private BrowserConnections() {}

    /** A stream has been opened; it is counted until its response is complete. */
    static void opened(HttpServletRequest request, AsyncContext context) {
        String agent = request.getHeader("User-Agent");
        if (agent != null && agent.startsWith("Mozilla/") && "HTTP/1.1".equals(request.getProtocol())) {
            of(request).count(request.getRemoteAddr(), agent, context);
        }
    }

    private static BrowserConnections of(HttpServletRequest request) {
        synchronized (BrowserConnections.class) {
            BrowserConnections found =
                    (BrowserConnections) request.getServletContext().getAttribute(ATTRIBUTE);
            if (found == null) {
                found = new BrowserConnections();
                request.getServletContext().setAttribute(ATTRIBUTE, found);
            }
            return found;
        }
    }

    private void count(String address, String agent, AsyncContext context) {
        String browser = address + ' ' + agent;
        int streams = open.merge(browser, 1, Integer::sum);
        context.addListener(new End(browser));
        if (streams >= MOST && told.compareAndSet(false, true)) {
            LOG.log(
                    Level.INFO,
                    "A browser at {0} holds {1} streams over HTTP/1.1, as many connections as browsers open to one server:"
                            + " its other requests wait. Serve the pages over HTTP/2, or have a page open one stream for"
                            + " all its channels (Channels.subscribe). Said once; if several people share the address,"
                            + " there may be nothing to do",
                    address,
                    streams);
        }
    }

    private final class End implements AsyncListener {

        private final String browser;
        private final AtomicBoolean ended = new AtomicBoolean();

        End(String browser) {
            this.browser = browser;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            end();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            end();
        }

        @Override
        public void onError(AsyncEvent event) {
            end();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // A stream's response is never dispatched again.
        }

        private void end() {
            if (ended.compareAndSet(false, true)) {
                open.computeIfPresent(browser, (key, count) -> count == 1 ? null : count - 1);
            }
        }
    }
}
