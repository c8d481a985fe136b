/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.OperatingSystemMXBean;
import java.time.Duration;
import java.time.Instant;

/**
 * What this server is doing. Sent as JSON.
 *
 * @param at when
 * @param load the machine's load average of the last minute; negative where it has none
 * @param processors what that load has to be seen against
 * @param cpu this process's share of all processors since the last sample, from 0 to 1
 * @param heapUsed bytes
 * @param heapMax bytes; negative where there is no limit
 * @param threads alive
 * @param gcPauses since the last sample
 * @param gcMillis how long those took together
 * @param streams open
 */
public record SystemState(
        Instant at,
        double load,
        int processors,
        double cpu,
        long heapUsed,
        long heapMax,
        int threads,
        long gcPauses,
        long gcMillis,
        int streams) {

    static SystemState between(SystemTotals before, SystemTotals now, int streams) {
        OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        double available = seconds(Duration.between(before.at(), now.at())) * machine.getAvailableProcessors();
        double used = seconds(now.cpu().minus(before.cpu()));
        return new SystemState(
                now.at(),
                machine.getSystemLoadAverage(),
                machine.getAvailableProcessors(),
                available > 0 ? Math.min(1, used / available) : 0,
                heap.getUsed(),
                heap.getMax(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                now.pauses() - before.pauses(),
                now.paused().minus(before.paused()).toMillis(),
                streams);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
