/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import dev.rivulet.server.Position;
import java.util.Optional;

/** Finds out where a client that has an id goes on in a log. */
final class Resumption {

    private Resumption() {}

    static Start after(String id, ChannelLog log) {
        Start start = locate(id, log);
        Dropped last = log.dropped(); // after the search: what was dropped meanwhile is a gap
        return start.stamp() < last.stamp() ? last.start(true) : start;
    }

    private static Start locate(String id, ChannelLog log) {
        Optional<Position> position = Position.parse(id);
        if (position.isPresent() && log.order().isOf(position.get())) {
            long stamp = position.get().stamp();
            return log.order().hasGiven(stamp)
                    ? log.startAt(stamp)
                    : log.start().asAfterGap();
        }
        ApplicationId own = new ApplicationId(id);
        Start held = log.find(own);
        Dropped last = log.dropped(); // after the search, which may just have missed it
        if (last.has(own)) {
            return held == null ? last.start(false) : held.asAfterGap();
        }
        return held == null ? log.start().asAfterGap() : held;
    }
}
