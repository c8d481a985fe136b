/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.engine.log;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A clock that tests move by hand. */
public final class FakeTime implements LongSupplier {

    private volatile long nanos = 1_000_000_000_000L;

    @Override
    public long getAsLong() {
        return nanos;
    }

    /** Moves on. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one test thread moves it
    public void advance(Duration duration) {
        nanos += duration.toNanos();
    }
}
