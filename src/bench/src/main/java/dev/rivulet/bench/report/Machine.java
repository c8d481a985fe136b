/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** Where and when something was measured. */
public final class Machine {

    private static final double GIBIBYTE_IN_KIB = 1 << 20;

    private Machine() {}

    /**
     * This one, today.
     *
     * @return a sentence
     */
    public static String description() {
        return String.format(
                Locale.ROOT,
                "%s; %s, %d cores, %.0f GiB; %s %s; JDK %s; load average before: %.2f",
                LocalDate.now(ZoneOffset.UTC),
                line("/proc/cpuinfo", "model name", "unknown processor"),
                Runtime.getRuntime().availableProcessors(),
                Double.parseDouble(line("/proc/meminfo", "MemTotal", "0").replaceAll("\\D", "")) / GIBIBYTE_IN_KIB,
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("java.runtime.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String line(String file, String key, String otherwise) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException e) {
            return otherwise;
        }
    }
}
