/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.IDN;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@code Location} header leads, as the URL standard has it for http and https: references as in RFC 3986, section
 * 5.2, without dot segments, and blanks and bytes that no URI has are percent-encoded. {@link URI#resolve(URI)} does it by the
 * older RFC 2396 and takes neither.
 *
 * @see <a href="https://url.spec.whatwg.org/#url-parsing">WHATWG URL, URL parsing</a>
 */
final class Locations {

    /** RFC 3986, appendix B. */
    private static final Pattern REFERENCE = Pattern.compile(
            "(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#.*)?", Pattern.DOTALL);

    private static final Pattern SINGLE_DOT = Pattern.compile("\\.|%2[eE]");
    private static final Pattern DOUBLE_DOT = Pattern.compile("(?:\\.|%2[eE]){2}");
    private static final String IN_PATHS = "!$&'()*+,;=:@/-._~";
    private static final String IN_QUERIES = IN_PATHS + "?";
    private static final int LAST_ASCII = 0x7E;
    private static final int LAST_BYTE = 0xFF;

    private Locations() {}

    /**
     * The URL that is meant, seen from the one that sent it, without a fragment.
     *
     * @param location the header's value; transports give each byte as a character, or have decoded them as UTF-8
     * @throws IllegalArgumentException if the location is no URL
     */
    static URI resolve(URI base, String location) {
        String cleaned = location.strip();
        Matcher reference = REFERENCE.matcher(cleaned);
        if (!reference.matches()) {
            throw new IllegalArgumentException("No URL");
        }
        boolean decoded = cleaned.chars().anyMatch(c -> c > LAST_BYTE);
        Charset charset = decoded ? UTF_8 : ISO_8859_1;
        String scheme = reference.group(1);
        String authority = reference.group(2);
        String path = encode(reference.group(3).replace('\\', '/'), IN_PATHS, charset);
        String query = reference.group(4) == null ? null : encode(reference.group(4), IN_QUERIES, charset);
        if (scheme != null && (authority != null || !scheme.equalsIgnoreCase(base.getScheme()))) {
            return url(scheme, authority == null ? null : host(authority, charset), path, query);
        }
        if (authority != null) {
            return url(base.getScheme(), host(authority, charset), path, query);
        }
        if (path.isEmpty()) {
            return url(
                    base.getScheme(),
                    base.getRawAuthority(),
                    base.getRawPath(),
                    query == null ? base.getRawQuery() : query);
        }
        String from = base.getRawPath().isEmpty() ? "/" : base.getRawPath();
        String merged = path.startsWith("/") ? path : from.substring(0, from.lastIndexOf('/') + 1) + path;
        return url(base.getScheme(), base.getRawAuthority(), merged, query);
    }

    private static URI url(String scheme, @Nullable String authority, String path, @Nullable String query) {
        return URI.create(scheme + ":"
                + (authority == null ? path : "//" + authority + withoutDots("/" + path.replaceFirst("^/", "")))
                + (query == null ? "" : "?" + query));
    }

    /** RFC 3986, section 5.2.4; an encoded dot is one too. */
    private static String withoutDots(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.split("/", -1);
        for (int i = 1; i < segments.length; i++) {
            boolean up = DOUBLE_DOT.matcher(segments[i]).matches();
            boolean dots = up || SINGLE_DOT.matcher(segments[i]).matches();
            if (up) {
                kept.pollLast();
            }
            if (!dots) {
                kept.addLast(segments[i]);
            } else if (i == segments.length - 1) {
                kept.addLast("");
            }
        }
        return "/" + String.join("/", kept);
    }

    private static String encode(String text, String allowed, Charset charset) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (isLetterOrDigit(c) || (c <= LAST_ASCII && allowed.indexOf(c) >= 0) || isEscape(text, i)) {
                encoded.appendCodePoint(c);
            } else {
                for (byte b : Character.toString(c).getBytes(charset)) {
                    encoded.append(String.format(Locale.ROOT, "%%%02X", b));
                }
            }
        }
        return encoded.toString();
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isEscape(String text, int at) {
        return text.charAt(at) == '%'
                && at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }

    private static String host(String authority, Charset charset) {
        boolean ascii = authority.chars().allMatch(c -> c <= LAST_ASCII);
        return ascii ? authority : IDN.toASCII(new String(authority.getBytes(charset), UTF_8));
    }
}
