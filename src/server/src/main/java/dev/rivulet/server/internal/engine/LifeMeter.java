/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine;

import java.util.concurrent.atomic.LongAdder;

/** Counts what becomes of channels. Thread-safe. */
final class LifeMeter {

    final LongAdder begun = new LongAdder();
    final LongAdder ended = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder abandoned = new LongAdder();
    final LongAdder forgotten = new LongAdder();
    final LongAdder lingering = new LongAdder();

    LifeCounts counts() {
        return new LifeCounts(
                begun.sum(), ended.sum(), failed.sum(), abandoned.sum(), forgotten.sum(), lingering.sum());
    }
}
