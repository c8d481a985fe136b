/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import dev.rivulet.server.internal.engine.log.WireFormat;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.List;

/** Reads back what this node wrote, for those who take events and not bytes. */
final class WireEvents {

    private WireEvents() {}

    static List<OutboundSseEvent> parse(byte[] bytes, int offset, int length) {
        return WireFormat.blocks(bytes, offset, length).stream()
                .<OutboundSseEvent>map(WireEvent::new)
                .toList();
    }
}
