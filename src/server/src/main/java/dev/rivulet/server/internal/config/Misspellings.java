/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What has been set and has no effect, or probably not the one that was meant. */
final class Misspellings {

    private static final String VARIABLE_PREFIX = SettingsSource.variable(Setting.PREFIX);

    /** What Kubernetes tells containers of a service whose name begins with rivulet. */
    private static final Pattern OF_KUBERNETES =
            Pattern.compile("RIVULET(_\\w+)?_(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_\\w+)?)?)");

    private final Set<String> variables;
    private final Set<String> keys;
    private final Set<String> channels;
    private final List<String> warnings = new ArrayList<>();
    private final Set<String> unnamed = new TreeSet<>();

    /**
     * Searches a source. Some list a variable as a key too, in other words than ours: such a key is left out.
     *
     * @param channels those that injection points name
     */
    Misspellings(SettingsSource source, Set<String> channels) {
        this.variables = source.variables().stream()
                .filter(variable -> variable.startsWith(VARIABLE_PREFIX)
                        && !OF_KUBERNETES.matcher(variable).matches())
                .collect(Collectors.toCollection(TreeSet::new));
        this.keys = source.keys().stream()
                .filter(key -> !source.variables().contains(SettingsSource.variable(key)))
                .collect(Collectors.toCollection(TreeSet::new));
        this.channels = new TreeSet<>(channels);
        searchKeys();
        searchVariables(ChannelSettings.listed(source));
    }

    /** Whole sentences. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Channels that have settings, that no injection point names, and whose names are not like any that one does. */
    Set<String> unnamed() {
        return Set.copyOf(unnamed);
    }

    void tell(System.Logger log) {
        warnings.forEach(warning -> log.log(Level.WARNING, warning));
        if (!unnamed.isEmpty()) {
            log.log(
                    Level.INFO,
                    "Settings name channels that no injection point names: {0}; they apply if the application makes"
                            + " channels of these names",
                    unnamed);
        }
    }

    private void searchKeys() {
        Set<String> known = SettingsTable.all().map(Setting::key).collect(Collectors.toSet());
        for (String key : keys) {
            Optional<String> channel = SettingsTable.OF_CHANNELS.stream()
                    .flatMap(setting -> setting.channelOf(key).stream())
                    .findFirst();
            if (channel.isPresent()) {
                if (!NamePattern.isPattern(channel.get()) && !channels.contains(channel.get())) {
                    judgeUnnamed(channel.get(), "Setting " + key);
                }
            } else if (!known.contains(key)) {
                unknown("Setting ", key, UnaryOperator.identity());
            }
        }
    }

    /** A variable may also be for a pattern that another source lists. */
    private void searchVariables(Set<String> listed) {
        Set<String> known = SettingsTable.all()
                .map(setting -> SettingsSource.variable(setting.key()))
                .collect(Collectors.toSet());
        Set<String> named = channels.stream().map(SettingsSource::variable).collect(Collectors.toSet());
        listed.stream()
                .filter(NamePattern::isPattern)
                .map(SettingsSource::variable)
                .forEach(named::add);
        for (String variable : variables) {
            Optional<String> channel = SettingsTable.OF_CHANNELS.stream()
                    .flatMap(setting -> setting.channelOfVariable(variable).stream())
                    .findFirst();
            if (channel.isPresent()) {
                if (!named.contains(channel.get())) {
                    judgeUnnamed(channel.get(), "Environment variable " + variable);
                }
            } else if (!known.contains(variable)) {
                unknown("Environment variable ", variable, SettingsSource::variable);
            }
        }
    }

    private void judgeUnnamed(String channel, String where) {
        Nearest nearest = new Nearest();
        channels.forEach(
                named -> nearest.offer(SettingsSource.variable(channel), SettingsSource.variable(named), named));
        nearest.found()
                .ifPresentOrElse(
                        named -> warnings.add(where + " is for a channel that no injection point names: is " + named
                                + " meant? It applies only if the application makes a channel " + channel),
                        () -> unnamed.add(channel));
    }

    private void unknown(String kind, String word, UnaryOperator<String> shownAs) {
        warnings.add(kind + word + " is unknown and has no effect"
                + meant(word)
                        .map(key -> ": is " + shownAs.apply(key) + " meant?")
                        .orElse(""));
    }

    /** Compares as the environment writes keys, since dots and dashes are soon mistaken for each other. */
    private static Optional<String> meant(String word) {
        String written = SettingsSource.variable(word);
        Nearest nearest = new Nearest();
        SettingsTable.all()
                .forEach(setting -> nearest.offer(
                        written.substring(VARIABLE_PREFIX.length()),
                        SettingsSource.variable(setting.suffix()),
                        setting.key()));
        int start = written.indexOf('_', VARIABLE_PREFIX.length()) + 1; // of a channel's name, if it has one
        for (int end = written.indexOf('_', start + 1); start > 0 && end > 0; end = written.indexOf('_', end + 1)) {
            String channel = word.substring(start, end);
            String around = written.substring(VARIABLE_PREFIX.length(), start) + written.substring(end + 1);
            SettingsTable.OF_CHANNELS.forEach(setting -> nearest.offer(
                    around, "CHANNEL_" + SettingsSource.variable(setting.suffix()), setting.keyOf(channel)));
        }
        return nearest.found().or(() -> lackingItsBeginning(written));
    }

    /** The only one that ends so: {@code rivulet.heartbeat} is {@code rivulet.stream.heartbeat}. */
    private static Optional<String> lackingItsBeginning(String written) {
        List<String> ending = SettingsTable.all()
                .map(Setting::key)
                .filter(key -> SettingsSource.variable(key).endsWith(written.substring(VARIABLE_PREFIX.length() - 1)))
                .toList();
        return ending.size() == 1 ? Optional.of(ending.get(0)) : Optional.empty();
    }
}
