/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.ServerSentEvent;
import dev.rivulet.server.internal.engine.log.WireFormat;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.ArrayList;
import java.util.List;

/** Reads back what this node wrote, for those who take events and not bytes. */
final class WireEvents {

    private WireEvents() {}

    static List<OutboundSseEvent> parse(byte[] bytes, int offset, int length) {
        return WireFormat.blocks(bytes, offset, length).stream()
                .map(WireEvents::event)
                .toList();
    }

    private static OutboundSseEvent event(String block) {
        ServerSentEvent.Builder event = ServerSentEvent.builder();
        List<String> comment = new ArrayList<>();
        List<String> data = new ArrayList<>();
        WireFormat.lines(block, (field, value) -> {
            switch (field) {
                case WireFormat.COMMENT -> comment.add(value);
                case WireFormat.DATA -> data.add(value);
                case WireFormat.EVENT -> event.name(value);
                case WireFormat.ID -> event.id(value);
                case WireFormat.RETRY -> event.reconnectDelay(Long.parseLong(value));
                default -> throw new AssertionError("This node never writes the field \"" + field + '"');
            }
        });
        if (!comment.isEmpty()) {
            event.comment(String.join("\n", comment));
        }
        if (!data.isEmpty()) {
            event.data(String.join("\n", data)).mediaType(MediaType.TEXT_PLAIN_TYPE); // RESTEasy fails without one
        }
        return event.build();
    }
}
