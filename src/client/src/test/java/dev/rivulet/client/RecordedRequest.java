/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.util.List;
import java.util.Optional;

/** A request as it came over the wire, one char a byte. */
record RecordedRequest(String method, String target, List<String> fields, String body) {

    static RecordedRequest of(String head) {
        List<String> lines = head.lines().toList();
        String[] start = lines.get(0).split(" ", 3);
        return new RecordedRequest(start[0], start[1], lines.subList(1, lines.size() - 1), "");
    }

    RecordedRequest withBody(String text) {
        return new RecordedRequest(method, target, fields, text);
    }

    Optional<String> header(String name) {
        return fields.stream()
                .filter(field -> field.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(field -> field.substring(name.length() + 1).strip())
                .reduce((all, one) -> all + ", " + one);
    }
}
