/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.client;

import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What one logger is told while a test listens to it; nothing that these tests provoke gets to the console. */
final class RecordedLog implements AutoCloseable {

    private static final Map<String, RecordedLog> LISTENING = new ConcurrentHashMap<>();

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final String name;

    private RecordedLog(String name) {
        this.name = name;
    }

    static RecordedLog of(Class<?> type) {
        RecordedLog log = new RecordedLog(type.getName());
        LISTENING.put(log.name, log);
        return log;
    }

    /** Each behind its level. */
    List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        LISTENING.remove(name);
    }

    /** Found by the JDK, as the application's logging system. */
    public static final class Finder extends System.LoggerFinder {
        @Override
        public System.Logger getLogger(String name, Module module) {
            return new Line(name);
        }
    }

    private record Line(String name) implements System.Logger {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.getSeverity() >= Level.INFO.getSeverity();
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
            tell(level, message);
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, Object... parameters) {
            tell(level, format); // ours has no parameters
        }

        private void tell(Level level, String message) {
            RecordedLog listening = LISTENING.get(name);
            if (listening != null && isLoggable(level)) {
                listening.lines.add(level + " " + message);
            }
        }
    }
}
