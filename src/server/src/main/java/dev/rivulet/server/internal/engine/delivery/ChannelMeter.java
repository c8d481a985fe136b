/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.delivery;

import dev.rivulet.server.ChannelCounts;
import dev.rivulet.server.internal.engine.log.ChannelLog;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens to a channel's streams. Thread-safe. */
final class ChannelMeter {

    final LongAdder delivered = new LongAdder();
    final LongAdder gaps = new LongAdder();
    final LongAdder disconnected = new LongAdder();
    final LongAdder skipped = new LongAdder();
    final LongAdder replaced = new LongAdder();
    final LongAdder stalled = new LongAdder();

    ChannelCounts counts(ChannelLog log) {
        return new NodeChannelCounts(
                log.head(),
                delivered.sum(),
                log.evicted(),
                gaps.sum(),
                disconnected.sum(),
                skipped.sum(),
                replaced.sum(),
                stalled.sum());
    }
}
