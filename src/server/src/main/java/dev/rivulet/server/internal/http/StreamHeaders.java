/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What every stream's response says to the intermediaries on its way: pass it on at once, as it is, and keep no copy. */
final class StreamHeaders {

    static final String CACHE_CONTROL = HttpHeaders.CACHE_CONTROL;

    /** nginx, and proxies that imitate it, pass such a response on as it comes. */
    static final String BUFFERING = "X-Accel-Buffering";

    static final String UNBUFFERED = "no";

    private StreamHeaders() {}

    /**
     * Whether a response is a stream.
     *
     * @param contentType the response's, with or without parameters
     */
    static boolean isStream(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(MediaType.SERVER_SENT_EVENTS);
    }

    /**
     * What the application says itself, and what a stream needs besides. A stricter {@code no-store} stays, and makes
     * {@code no-cache} superfluous.
     *
     * @param own the application's directives; null for none
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2">RFC 9111, section 5.2.2, Response Cache
     *     Directives</a>
     */
    static String cacheControl(@Nullable String own) {
        String given = own == null ? "" : own.strip();
        String fresh = has(given, "no-cache") || has(given, "no-store") ? given : joined(given, "no-cache");
        return has(fresh, "no-transform") ? fresh : joined(fresh, "no-transform");
    }

    private static boolean has(String directives, String directive) {
        return Stream.of(directives.split(",", -1)).anyMatch(one -> one.strip().equalsIgnoreCase(directive));
    }

    private static String joined(String directives, String directive) {
        return directives.isEmpty() ? directive : directives + ", " + directive;
    }
}
