/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing that operators may set. Compared by its own code: that of records leaves the class, and so the application's loader, in a
 * cache of JDK 17's.
 *
 * @param key its name
 * @param syntax how its value is written
 * @param otherwise its value where it is not set; it may depend on others
 * @param shownDefault the same, for the guide
 * @param meaning what it is for, for the guide
 */
record Setting<T>(String key, Syntax<T> syntax, Function<Values, T> otherwise, String shownDefault, String meaning) {

    static final String PREFIX = "rivulet.";
    static final String CHANNEL_PREFIX = PREFIX + "channel.";

    /** Has a default that is written like any value. */
    static <T> Setting<T> of(String key, Syntax<T> syntax, String otherwise, String meaning) {
        return of(key, syntax, otherwise, '`' + otherwise + '`', meaning);
    }

    /** Has a default that the guide describes, since it differs from machine to machine or is empty. */
    static <T> Setting<T> of(String key, Syntax<T> syntax, String otherwise, String shownDefault, String meaning) {
        T value = syntax.parser().apply(otherwise).orElseThrow(() -> new IllegalArgumentException(key));
        return new Setting<>(key, syntax, values -> value, shownDefault, meaning);
    }

    /** Has the value of another where it is not set. */
    static <T> Setting<T> like(String key, Setting<T> other, String meaning) {
        return new Setting<>(key, other.syntax, values -> values.get(other), "that of `" + other.key + '`', meaning);
    }

    /** Where one channel, or all that a pattern fits, have it. */
    String keyOf(String channel) {
        return CHANNEL_PREFIX + channel + '.' + suffix();
    }

    /** The channel, or the pattern, that has it under a key. */
    Optional<String> channelOf(String anyKey) {
        return between(CHANNEL_PREFIX, anyKey, '.' + suffix());
    }

    /** The channel's name as the environment writes it, if the variable sets this for one. */
    Optional<String> channelOfVariable(String variable) {
        return between(SettingsSource.variable(CHANNEL_PREFIX), variable, SettingsSource.variable('.' + suffix()));
    }

    /** The key without what all have in common. */
    String suffix() {
        return key.substring(PREFIX.length());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other; // there is one of each, in the table
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    private static Optional<String> between(String start, String text, String end) {
        return text.length() > start.length() + end.length() && text.startsWith(start) && text.endsWith(end)
                ? Optional.of(text.substring(start.length(), text.length() - end.length()))
                : Optional.empty();
    }
}
