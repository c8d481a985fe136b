/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.bench.peer;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lives in a JVM's heap.
 *
 * @param bytes by class
 */
public record Heap(Map<String, Long> bytes) {

    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S+).*");

    static Heap parse(List<String> histogram) throws IOException {
        Map<String, Long> bytes = new HashMap<>();
        for (String line : histogram) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                bytes.merge(matcher.group(2), Long.parseLong(matcher.group(1)), Long::sum);
            }
        }
        if (bytes.isEmpty()) {
            throw new IOException("No class histogram: " + String.join("\n", histogram));
        }
        return new Heap(Map.copyOf(bytes));
    }

    /**
     * All of it.
     *
     * @return bytes
     */
    public long total() {
        return bytesOf("");
    }

    /**
     * What objects of some classes take, without what they refer to.
     *
     * @param prefix how the classes' names start
     * @return bytes
     */
    public long bytesOf(String prefix) {
        return bytes.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
