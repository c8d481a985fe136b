/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The origin of a URL, serialized (RFC 6454, section 6), and what it is made of. */
final class Origins {

    /** {@link URI} knows no host whose name has an underscore; browsers and resolvers do. */
    private static final Pattern AUTHORITY = Pattern.compile("(?:.*@)?(\\[[^\\]]*\\]|[^:\\[\\]]+)(?::(\\d*))?");

    private static final int HIGHEST_PORT = 65_535;

    private Origins() {}

    static String of(URI uri) {
        String scheme = lowerCase(uri.getScheme());
        int port = port(uri);
        boolean usual = port < 0 || port == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + lowerCase(host(uri)) + (usual ? "" : ":" + port);
    }

    static boolean isHttp(URI uri) {
        String scheme = lowerCase(uri.getScheme());
        return (scheme.equals("http") || scheme.equals("https")) && host(uri) != null;
    }

    /** Null where there is none. */
    static @Nullable String host(URI uri) {
        return authority(uri).map(matcher -> matcher.group(1)).orElse(null);
    }

    /** Whether the port is one (URL standard, port state). */
    static boolean hasPossiblePort(URI uri) {
        return port(uri) <= HIGHEST_PORT;
    }

    private static int port(URI uri) {
        String digits = authority(uri).map(matcher -> matcher.group(2)).orElse("");
        if (digits.isEmpty()) {
            return -1;
        }
        return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    private static Optional<Matcher> authority(URI uri) {
        return Optional.ofNullable(uri.getRawAuthority())
                .map(AUTHORITY::matcher)
                .filter(Matcher::matches);
    }

    private static String lowerCase(@Nullable String part) {
        return part == null ? "" : part.toLowerCase(Locale.ROOT);
    }
}
