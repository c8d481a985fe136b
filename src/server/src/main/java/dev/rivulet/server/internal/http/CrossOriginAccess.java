/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.config.CrossOrigin;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a browser is told about pages of other origins.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">WHATWG Fetch, CORS protocol</a>
 */
final class CrossOriginAccess {

    /** What a page may do with a stream. */
    static final String METHODS = "GET, HEAD, OPTIONS";

    /** What clients of streams send, beside what every page may. */
    static final String REQUEST_HEADERS = "Accept, Authorization, Cache-Control, Last-Event-ID";

    static final int PREFLIGHT_SECONDS = 3_600;

    private CrossOriginAccess() {}

    /** What lets the page that asks read the answer. */
    static Map<String, String> headers(Optional<CrossOrigin> allowed, HttpServletRequest request) {
        return allowed.map(rule -> rule.headers(Optional.ofNullable(request.getHeader("Origin"))))
                .orElse(Map.of());
    }

    /** Whether a browser asks if a page may read something. */
    static boolean isPreflight(HttpServletRequest request) {
        String method = request.getHeader("Access-Control-Request-Method");
        return "OPTIONS".equals(request.getMethod())
                && request.getHeader("Origin") != null
                && ("GET".equals(method) || "HEAD".equals(method));
    }

    /** The answer to that. It lets no page change anything: only {@code GET} and {@code HEAD} are named. */
    static Map<String, String> preflight(Optional<CrossOrigin> allowed, HttpServletRequest request) {
        Map<String, String> headers = new LinkedHashMap<>(headers(allowed, request));
        if (headers.containsKey("Access-Control-Allow-Origin")) {
            headers.put("Access-Control-Allow-Methods", METHODS);
            headers.put("Access-Control-Allow-Headers", REQUEST_HEADERS);
            headers.put("Access-Control-Max-Age", Integer.toString(PREFLIGHT_SECONDS));
        }
        return headers;
    }
}
