/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rivulet.server.ServerSentEvent;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Reads back what this node wrote: whole blocks, LF between lines, one space after the colon or an empty value. */
final class WireEvents {

    private WireEvents() {}

    static List<OutboundSseEvent> parse(byte[] bytes, int offset, int length) {
        List<OutboundSseEvent> events = new ArrayList<>();
        String text = new String(bytes, offset, length, UTF_8);
        int start = 0;
        for (int end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n", start)) {
            events.add(event(text.substring(start, end)));
            start = end + 2;
        }
        return events;
    }

    private static OutboundSseEvent event(String block) {
        ServerSentEvent.Builder event = ServerSentEvent.builder();
        StringJoiner comment = new StringJoiner("\n").setEmptyValue("");
        StringJoiner data = new StringJoiner("\n");
        boolean hasComment = false;
        boolean hasData = false;
        for (String line : block.split("\n", -1)) {
            int colon = line.indexOf(':');
            String value = line.length() > colon + 1 ? line.substring(colon + 2) : "";
            switch (line.substring(0, colon)) {
                case "" -> {
                    comment.add(value);
                    hasComment = true;
                }
                case "data" -> {
                    data.add(value);
                    hasData = true;
                }
                case "event" -> event.name(value);
                case "id" -> event.id(value);
                case "retry" -> event.reconnectDelay(Long.parseLong(value));
                default -> throw new AssertionError("This node never writes the line \"" + line + '"');
            }
        }
        if (hasComment) {
            event.comment(comment.toString());
        }
        if (hasData) {
            event.data(data.toString()).mediaType(MediaType.TEXT_PLAIN_TYPE); // RESTEasy fails without one
        }
        return event.build();
    }
}
