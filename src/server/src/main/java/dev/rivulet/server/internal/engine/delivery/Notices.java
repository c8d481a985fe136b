/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.Position;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a stream has to say before its next events.
 *
 * @param opening its opening, with the place where it stands
 * @param gaps of its channels
 */
record Notices(boolean opening, List<Gap> gaps) {

    static final Notices NONE = new Notices(false, List.of());
    static final Notices OPENING = new Notices(true, List.of());

    boolean isEmpty() {
        return !opening && gaps.isEmpty();
    }

    boolean tellGapOf(String channel) {
        return gaps.stream().anyMatch(gap -> gap.channel().equals(channel));
    }

    Notices with(Gap gap) {
        return new Notices(opening, Stream.concat(gaps.stream(), Stream.of(gap)).toList());
    }

    Notices withOpening() {
        return new Notices(true, gaps);
    }

    Chunk at(Position position, long retryMillis) {
        if (gaps.isEmpty()) {
            return Chunk.withoutEvents(WireFormat.opening(retryMillis, position));
        }
        return Chunk.withoutEvents(
                opening ? WireFormat.opening(retryMillis, gaps, position) : WireFormat.gaps(gaps, position));
    }
}
