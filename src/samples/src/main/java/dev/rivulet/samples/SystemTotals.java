/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the virtual machine has used since it was started.
 *
 * @param at when that was so
 * @param cpu of all its threads
 * @param pauses of the garbage collectors
 * @param paused how long those took together
 */
record SystemTotals(Instant at, Duration cpu, long pauses, Duration paused) {

    static SystemTotals now() {
        // ZGC and Shenandoah count their cycles, which pause nothing, as collections of their own.
        List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(collector -> !collector.getName().endsWith("Cycles"))
                .toList();
        return new SystemTotals(
                Clock.systemUTC().instant(),
                ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO),
                collectors.stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                        .sum(),
                Duration.ofMillis(collectors.stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .sum()));
    }
}
