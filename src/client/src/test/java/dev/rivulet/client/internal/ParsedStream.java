/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client.internal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What a stream comes to: its events, and what is left at its end. */
public record ParsedStream(List<String> events, String lastEventId, long retry) {

    /** An event in one line. */
    public static String event(String type, String data, String lastEventId) {
        return type + "|" + data + "|" + lastEventId;
    }

    /** By our parser, from the pieces. */
    static ParsedStream of(EventParser parser, String lastEventId, List<byte[]> pieces) {
        parser.reset(lastEventId);
        List<String> events = new ArrayList<>();
        for (byte[] piece : pieces) {
            parser.feed(ByteBuffer.wrap(piece));
            while (parser.next()) {
                events.add(event(parser.type(), parser.data(), parser.lastEventId()));
            }
        }
        return new ParsedStream(events, parser.lastEventId(), parser.takeRetry());
    }
}
