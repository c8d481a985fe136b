/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.it.support.ReceivedEvent;
import dev.rivulet.server.Position;
import java.util.List;

/** Where events stand in their channel, by the ids that the browser tells. */
final class Positions {

    private Positions() {}

    static Position of(ReceivedEvent event) {
        return Position.parse(event.lastEventId()).orElseThrow();
    }

    /** Asserts that each event stands after the one before, in the same order. */
    static void assertRising(List<ReceivedEvent> events) {
        for (int i = 1; i < events.size(); i++) {
            Position before = of(events.get(i - 1));
            assertThat(of(events.get(i)).epoch()).isEqualTo(before.epoch());
            assertThat(of(events.get(i)).isAfter(before)).isTrue();
        }
    }
}
