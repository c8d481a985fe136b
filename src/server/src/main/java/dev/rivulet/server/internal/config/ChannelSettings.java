/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What channels have of their own, by name or by pattern; each setting comes from the most exact that has it. */
final class ChannelSettings {

    private record OfPattern(NamePattern pattern, Values values) {}

    private final Map<String, Values> byName;
    private final Map<String, Values> byVariable; // the name as the environment writes it, which fits several names
    private final List<OfPattern> byPattern; // the most exact first

    private ChannelSettings(Map<String, Values> byName, Map<String, Values> byVariable, List<OfPattern> byPattern) {
        this.byName = Map.copyOf(byName);
        this.byVariable = Map.copyOf(byVariable);
        this.byPattern = List.copyOf(byPattern);
    }

    /**
     * Reads what the source lists, and what it may have without a listing: the settings of channels that are known already.
     */
    static ChannelSettings read(SettingsSource source, Reading reading, Set<String> knownChannels) {
        Map<String, Values> byName = new TreeMap<>();
        List<OfPattern> byPattern = new ArrayList<>();
        Set<String> names = new TreeSet<>(listed(source));
        names.addAll(knownChannels);
        for (String name : names) {
            Values values = reading.values(SettingsTable.OF_CHANNELS, setting -> setting.keyOf(name));
            if (NamePattern.isPattern(name)) {
                byPattern.add(new OfPattern(new NamePattern(name), values));
            } else {
                byName.put(name, values);
            }
        }
        byPattern.sort(Comparator.comparing(OfPattern::pattern, NamePattern.MOST_EXACT_FIRST));
        refuseRivals(byPattern, reading);
        return new ChannelSettings(byName, ofVariables(source, reading), byPattern);
    }

    /** The names and patterns that have settings in the source's list. */
    static Set<String> listed(SettingsSource source) {
        Set<String> names = new TreeSet<>();
        for (String key : source.keys()) {
            SettingsTable.OF_CHANNELS.forEach(setting -> setting.channelOf(key).ifPresent(names::add));
        }
        return names;
    }

    <T> Optional<T> find(String channel, Setting<T> setting) {
        return in(byName.get(channel), setting)
                .or(() -> byVariable.isEmpty()
                        ? Optional.empty() // names are not rewritten in vain, since channels come and go
                        : in(byVariable.get(SettingsSource.variable(channel)), setting))
                .or(() -> byPattern.stream()
                        .filter(own -> own.pattern.fits(channel))
                        .flatMap(own -> own.values.find(setting).stream())
                        .findFirst());
    }

    Set<String> names() {
        return byName.keySet();
    }

    private static <T> Optional<T> in(@Nullable Values values, Setting<T> setting) {
        return values == null ? Optional.empty() : values.find(setting);
    }

    private static Map<String, Values> ofVariables(SettingsSource source, Reading reading) {
        Map<String, Map<Setting<?>, Object>> set = new HashMap<>();
        for (String variable : source.variables()) {
            for (Setting<?> setting : SettingsTable.OF_CHANNELS) {
                setting.channelOfVariable(variable)
                        .ifPresent(name -> reading.value(setting, variable)
                                .ifPresent(value -> set.computeIfAbsent(name, first -> new HashMap<>())
                                        .put(setting, value)));
            }
        }
        Map<String, Values> values = new HashMap<>();
        set.forEach((name, ofName) -> values.put(name, new Values(ofName)));
        return values;
    }

    private static void refuseRivals(List<OfPattern> patterns, Reading reading) {
        for (OfPattern one : patterns) {
            for (OfPattern other : patterns.subList(patterns.indexOf(one) + 1, patterns.size())) {
                if (one.pattern.rivals(other.pattern)) {
                    SettingsTable.OF_CHANNELS.stream()
                            .filter(setting -> one.values.find(setting).isPresent()
                                    && other.values.find(setting).isPresent())
                            .forEach(setting -> reading.refuseBoth(
                                    setting.keyOf(one.pattern.text()), setting.keyOf(other.pattern.text())));
                }
            }
        }
    }
}
