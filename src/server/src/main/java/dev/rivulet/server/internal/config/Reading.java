/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads one source, and goes on after a value that cannot be used, so that operators are told of all of them at once. */
final class Reading {

    private final SettingsSource source;
    private final Map<String, String> problems = new LinkedHashMap<>(); // by what is to be changed

    Reading(SettingsSource source) {
        this.source = source;
    }

    /** Those of the settings that are set under the keys. */
    Values values(Collection<Setting<?>> settings, Function<Setting<?>, String> keys) {
        Map<Setting<?>, Object> set = new HashMap<>();
        settings.forEach(setting -> value(setting, keys.apply(setting)).ifPresent(value -> set.put(setting, value)));
        return new Values(set);
    }

    /** The value under the key, if there is one that can be used. */
    <T> Optional<T> value(Setting<T> setting, String key) {
        Optional<String> text = source.get(key);
        Optional<T> value = text.flatMap(set -> setting.syntax().parser().apply(set.strip()));
        if (text.isPresent() && value.isEmpty()) {
            refuse(key, text.get(), setting.syntax().allowed());
        }
        return value;
    }

    /** Once, where a variable answers for its own name and for a key's. */
    void refuse(String key, String text, String allowed) {
        String variable = SettingsSource.variable(key);
        problems.putIfAbsent(
                source.variables().contains(variable) ? variable : key,
                "Setting " + key + " is \"" + text + "\", but allowed is " + allowed);
    }

    void refuseBoth(String key, String rival) {
        problems.put(
                key + ' ' + rival,
                "Settings " + key + " and " + rival
                        + " may fit one channel, and neither is more exact: make one of them longer");
    }

    /** Ends the reading. */
    void end() {
        if (!problems.isEmpty()) {
            throw new InvalidSettingException(List.copyOf(problems.values()));
        }
    }
}
