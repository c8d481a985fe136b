/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The origin of a URL, serialized (RFC 6454, section 6). */
final class Origins {

    private Origins() {}

    static String of(URI uri) {
        String scheme = lowerCase(uri.getScheme());
        int port = uri.getPort();
        boolean usual = port < 0 || port == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + lowerCase(uri.getHost()) + (usual ? "" : ":" + port);
    }

    static boolean isHttp(URI uri) {
        String scheme = lowerCase(uri.getScheme());
        return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
    }

    private static String lowerCase(@Nullable String part) {
        return part == null ? "" : part.toLowerCase(Locale.ROOT);
    }
}
