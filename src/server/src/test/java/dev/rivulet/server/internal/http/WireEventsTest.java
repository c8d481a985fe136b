/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireEventsTest {

    @Test
    void readsBackEveryField() {
        OutboundSseEvent event = parse(": why\n:\nevent: n\nretry: 7\ndata: a\ndata:\ndata:  b: c\nid: e-1\n\n")
                .get(0);
        assertThat(event.getComment()).isEqualTo("why\n");
        assertThat(event.getName()).isEqualTo("n");
        assertThat(event.getReconnectDelay()).isEqualTo(7);
        assertThat(event.getData()).isEqualTo("a\n\n b: c");
        assertThat(event.getId()).isEqualTo("e-1");
    }

    @Test
    void readsHeartbeatsAndOpenings() {
        List<OutboundSseEvent> events = parse(":\n\nretry: 2000\nid: e-0\n\n");
        assertThat(events.get(0).getComment()).isEmpty();
        assertThat(events.get(0).getData()).isNull();
        assertThat(events.get(1).getId()).isEqualTo("e-0");
        assertThat(events.get(1).getData()).isNull();
    }

    @Test
    void dataIsTextForRuntimesThatAsk() {
        byte[] wire = "data: one\n\n".getBytes(UTF_8);

        assertThat(WireEvents.parse(wire, 0, wire.length))
                .singleElement()
                .extracting(OutboundSseEvent::getMediaType)
                .isEqualTo(MediaType.TEXT_PLAIN_TYPE);
    }

    @Test
    void readsEventsOfRivuletsOwnWhichApplicationsMayNotPublish() {
        OutboundSseEvent gap =
                parse("event: rivulet:gap\ndata: {}\nid: e-1\n\n").get(0);
        assertThat(gap.getName()).isEqualTo("rivulet:gap");
        assertThat(gap.getData()).isEqualTo("{}");
        assertThat(gap.getType()).isEqualTo(String.class);
    }

    @Test
    void distinguishesEmptyDataFromNone() {
        assertThat(parse("data:\nid: e-1\n\n").get(0).getData()).isEqualTo("");
    }

    @Test
    void readsASliceOfManyEvents() {
        byte[] bytes = "xxdata: 1\nid: e-1\n\ndata: 2\nid: e-2\n\nyy".getBytes(UTF_8);
        assertThat(WireEvents.parse(bytes, 2, bytes.length - 4))
                .extracting(OutboundSseEvent::getData)
                .containsExactly("1", "2");
    }

    private static List<OutboundSseEvent> parse(String wire) {
        byte[] bytes = wire.getBytes(UTF_8);
        return WireEvents.parse(bytes, 0, bytes.length);
    }
}
