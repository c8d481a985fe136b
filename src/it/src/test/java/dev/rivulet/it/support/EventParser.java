/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;

/**
 * Interprets a stream's blocks as the standard says, so that what the server writes is read by rules that it does not know.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation">WHATWG HTML,
 *     Interpreting an event stream</a>
 */
final class EventParser {

    private final List<String> comments = new ArrayList<>();
    private String lastEventId = "";
    private OptionalLong retry = OptionalLong.empty();

    /** Interprets the lines up to and including a blank one; empty where they dispatch no event. */
    Optional<ReceivedEvent> block(String block) {
        String type = "";
        StringJoiner data = new StringJoiner("\n");
        boolean hasData = false;
        for (String line : block.split("\r\n|\r|\n", -1)) {
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            switch (field) {
                case "" -> {
                    if (colon == 0) {
                        comments.add(value);
                    }
                }
                case "event" -> type = value;
                case "data" -> {
                    data.add(value);
                    hasData = true;
                }
                case "id" -> lastEventId = value.indexOf('\0') < 0 ? value : lastEventId;
                case "retry" -> retry = value.matches("[0-9]+") ? OptionalLong.of(Long.parseLong(value)) : retry;
                default -> {
                    // The standard: the field is ignored.
                }
            }
        }
        return hasData
                ? Optional.of(new ReceivedEvent(type.isEmpty() ? "message" : type, data.toString(), lastEventId))
                : Optional.empty();
    }

    String lastEventId() {
        return lastEventId;
    }

    OptionalLong retry() {
        return retry;
    }

    List<String> comments() {
        return List.copyOf(comments);
    }
}
