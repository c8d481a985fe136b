/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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

    static final String ORIGINS = "rivulet.cors.origins";
    static final String CREDENTIALS = "rivulet.cors.credentials";

    private static final String ALL = "*";
    private static final Pattern ORIGIN = Pattern.compile("https?://([a-z0-9._-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

    static CrossOrigin read(SettingsSource source) {
        String text = source.get(ORIGINS).orElse("").strip();
        Set<String> origins = new LinkedHashSet<>();
        for (String origin : text.isEmpty() ? new String[0] : text.split("\\s*,\\s*", -1)) {
            if (!origin.equals(ALL) && !ORIGIN.matcher(origin).matches()) {
                throw new InvalidSettingException(
                        ORIGINS,
                        text,
                        "a list of origins with commas between, each in lower case and without a path, such as"
                                + " https://app.example.org, or * for every origin");
            }
            origins.add(origin);
        }
        String credentials = source.get(CREDENTIALS).orElse("false").strip();
        if (!credentials.matches("true|false")) {
            throw new InvalidSettingException(CREDENTIALS, credentials, "true or false");
        }
        boolean withCredentials = Boolean.parseBoolean(credentials);
        if (origins.contains(ALL) && (withCredentials || origins.size() > 1)) {
            throw new InvalidSettingException(
                    ORIGINS, text, "* alone and without rivulet.cors.credentials; with it, name the origins");
        }
        return new CrossOrigin(Set.copyOf(origins), withCredentials);
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
