/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The other origins whose pages may read what the ready-made resource answers; none unless somebody sets them.
 *
 * @param origins as browsers send them, or {@code *} alone for all
 * @param credentials whether such a page may send cookies with its requests, and so act as its user
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">WHATWG Fetch, CORS protocol</a>
 */
public record CrossOrigin(Set<String> origins, boolean credentials) {

    private static final String ALL = "*";
    private static final Pattern ORIGIN = Pattern.compile("https?://([a-z0-9._-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

    static final Syntax<Set<String>> SYNTAX = new Syntax<>(
            CrossOrigin::parsed,
            "a list of origins with commas between, each in lower case and without a path, such as"
                    + " https://app.example.org, or * alone for every origin",
            "scheme, host in lower case and port; no path");

    static CrossOrigin of(Values values, Reading reading) {
        Set<String> origins = values.get(SettingsTable.CORS_ORIGINS);
        boolean credentials = values.get(SettingsTable.CORS_CREDENTIALS);
        if (credentials && origins.contains(ALL)) {
            reading.refuse(
                    SettingsTable.CORS_ORIGINS.key(),
                    ALL,
                    "* without " + SettingsTable.CORS_CREDENTIALS.key() + " only; with it, name the origins");
        }
        return new CrossOrigin(origins, credentials);
    }

    private static Optional<Set<String>> parsed(String text) {
        Set<String> origins = text.isEmpty() ? Set.of() : new LinkedHashSet<>(List.of(text.split("\\s*,\\s*", -1)));
        boolean allowed = origins.equals(Set.of(ALL))
                || origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches());
        return allowed ? Optional.of(Set.copyOf(origins)) : Optional.empty();
    }

    /**
     * Whether pages of an origin have access.
     *
     * @param origin a request's {@code Origin}
     * @return false if it is not on the list
     */
    public boolean allows(String origin) {
        return origins.contains(ALL) || origins.contains(origin);
    }

    /**
     * The headers that tell a browser so. They vary with the request, so that a cache never gives one origin's to another.
     *
     * @param origin the request's {@code Origin}, if it has one
     * @return names and values; none while no origin is allowed
     */
    public Map<String, String> headers(Optional<String> origin) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!origins.isEmpty() && !origins.contains(ALL)) {
            headers.put("Vary", "Origin");
        }
        if (origin.isPresent() && allows(origin.get())) {
            headers.put("Access-Control-Allow-Origin", origins.contains(ALL) ? ALL : origin.get());
            headers.put("Access-Control-Expose-Headers", "Retry-After");
            if (credentials) {
                headers.put("Access-Control-Allow-Credentials", "true");
            }
        }
        return headers;
    }
}
