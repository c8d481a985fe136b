/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The loggers of the tests' JVM: {@link LoggedLines} reads them. */
public final class TestLoggers extends System.LoggerFinder {

    static final List<BiConsumer<String, String>> READERS = new CopyOnWriteArrayList<>();

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new TestLogger(name);
    }

    private record TestLogger(String name) implements System.Logger {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.compareTo(Level.INFO) >= 0;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String text, @Nullable Throwable thrown) {
            tell(level, text);
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... parameters) {
            tell(
                    level,
                    parameters == null || parameters.length == 0
                            ? format
                            : new MessageFormat(format, Locale.ROOT).format(parameters));
        }

        private void tell(Level level, String text) {
            if (isLoggable(level)) {
                READERS.forEach(reader -> reader.accept(name, level.getName() + ' ' + text));
            }
        }
    }
}
