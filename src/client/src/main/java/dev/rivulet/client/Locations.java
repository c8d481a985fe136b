/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.net.URI;

/**
 * Where a {@code Location} header leads (RFC 3986, section 5.2). {@link URI#resolve(URI)} does the same by the older RFC 2396,
 * which takes the last segment away from under a mere query, and puts no slash behind a host.
 */
final class Locations {

    private Locations() {}

    /**
     * The URL that is meant, seen from the one that sent it.
     *
     * @throws IllegalArgumentException if the location is no URL
     */
    static URI resolve(URI base, String location) {
        String path = base.getRawPath();
        URI rooted = path == null || path.isEmpty() ? base.resolve("/") : base;
        if (location.isEmpty() || location.startsWith("?") || location.startsWith("#")) {
            String whole = rooted.toString().split("#", 2)[0];
            return URI.create((location.startsWith("?") ? whole.split("\\?", 2)[0] : whole) + location);
        }
        return rooted.resolve(location);
    }
}
