/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Header fields by their names in any case. */
public final class Headers {

    static final String EVENT_STREAM = "text/event-stream";

    private Headers() {}

    public static Map<String, List<String>> copyOf(Map<String, List<String>> headers) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> {
            if (name != null) { // the JDK keeps the status line under it
                copy.computeIfAbsent(name, key -> new ArrayList<>()).addAll(values);
            }
        });
        return Collections.unmodifiableMap(copy);
    }

    /** The content's type without its parameters, in lower case; empty where there is none. */
    static String mediaType(Map<String, List<String>> headers) {
        String value = first(headers, "Content-Type").orElse("");
        return value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    static Optional<String> first(Map<String, List<String>> headers, String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst().map(String::strip);
    }
}
