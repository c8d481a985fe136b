/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A source's URL, checked once: where requests go, and the credentials that it carries, which go into a header instead (RFC
 * 7617).
 */
public record SourceUrl(URI uri, Optional<String> authorization) {

    /** What comes behind a host's name where the scheme was forgotten, and is read as one itself. */
    private static final Pattern PORT = Pattern.compile("\\d{1,5}(?:[/?].*)?");

    /**
     * Checks the URL. Schemes other than http and https pass, since for them the standard has an error event.
     *
     * @throws IllegalArgumentException if there is no scheme, or no such port
     */
    public static SourceUrl of(URI uri) {
        if (!uri.isAbsolute()) {
            throw new IllegalArgumentException("URL \"" + uri + "\" is not absolute: it has no scheme");
        }
        if (uri.isOpaque() && PORT.matcher(uri.getRawSchemeSpecificPart()).matches()) {
            throw new IllegalArgumentException("URL \"" + uri + "\" has no scheme, so that its host is read as one:"
                    + " write \"http://" + uri + "\" or \"https://" + uri + "\"");
        }
        if (!Origins.hasPossiblePort(uri)) {
            throw new IllegalArgumentException("URL \"" + withoutCredentials(uri) + "\" has a port above 65535");
        }
        return new SourceUrl(withoutCredentials(uri), authorization(uri));
    }

    static boolean hasCredentials(URI uri) {
        String authority = uri.getRawAuthority();
        return authority != null && authority.contains("@");
    }

    /** For logs and requests. */
    public static URI withoutCredentials(URI uri) {
        if (!hasCredentials(uri)) {
            return uri;
        }
        String authority = uri.getRawAuthority();
        String start = uri.getScheme() + "://";
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        return URI.create(start + host + uri.toString().substring(start.length() + authority.length()));
    }

    private static Optional<String> authorization(URI uri) {
        return Optional.ofNullable(uri.getUserInfo())
                .filter(credentials -> !credentials.isEmpty())
                .map(credentials -> credentials.contains(":") ? credentials : credentials + ":")
                .map(credentials -> "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
    }
}
