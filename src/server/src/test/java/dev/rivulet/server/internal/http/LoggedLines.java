/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** What a class logs while this is open, as an operator reads it: level and text. */
public final class LoggedLines implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final BiConsumer<String, String> reader;

    /**
     * Begins to listen.
     *
     * @param source whose logger
     */
    public LoggedLines(Class<?> source) {
        this(source.getName());
    }

    /**
     * Begins to listen.
     *
     * @param source the logger's name, of a class that the test cannot name
     */
    LoggedLines(String source) {
        reader = (name, line) -> {
            if (name.equals(source)) {
                lines.add(line);
            }
        };
        TestLoggers.READERS.add(reader);
    }

    /**
     * What has been logged.
     *
     * @return lines
     */
    public List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        TestLoggers.READERS.remove(reader);
    }
}
