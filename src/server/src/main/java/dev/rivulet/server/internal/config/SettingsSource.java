/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Where settings come from: MicroProfile Config where there is one, else system properties, then the environment. */
interface SettingsSource {

    Optional<String> get(String key);

    /** The {@code rivulet.} keys that have been set, as far as the source can list them. */
    Set<String> keys();

    /** The environment's variables; {@link #get} answers for them by their own names too. */
    default Set<String> variables() {
        return System.getenv().keySet();
    }

    /** How the environment writes a key. */
    static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    static SettingsSource ofThisApplication() {
        try {
            return new MicroProfile(ConfigProvider.getConfig());
        } catch (NoClassDefFoundError | IllegalStateException noMicroProfileConfig) {
            UnreadSettings.tell();
            return new SystemProperties();
        }
    }

    /** The application's configuration. */
    record MicroProfile(Config config) implements SettingsSource {

        @Override
        public Optional<String> get(String key) {
            return config.getOptionalValue(key, String.class);
        }

        @Override
        public Set<String> keys() {
            Set<String> keys = new HashSet<>();
            config.getPropertyNames().forEach(keys::add);
            keys.removeIf(key -> !key.startsWith(Setting.PREFIX));
            return keys;
        }
    }

    /** {@code rivulet.history.age} as a system property, or {@code RIVULET_HISTORY_AGE} in the environment. */
    record SystemProperties() implements SettingsSource {

        @Override
        public Optional<String> get(String key) {
            return Optional.ofNullable(System.getProperty(key))
                    .or(() -> Optional.ofNullable(System.getenv(SettingsSource.variable(key))));
        }

        @Override
        public Set<String> keys() {
            return System.getProperties().stringPropertyNames().stream()
                    .filter(key -> key.startsWith(Setting.PREFIX))
                    .collect(Collectors.toSet());
        }
    }

    /**
     * A map alone.
     *
     * @param values by key
     */
    record Given(Map<String, String> values) implements SettingsSource {

        @Override
        public Optional<String> get(String key) {
            return Optional.ofNullable(values.get(key));
        }

        @Override
        public Set<String> keys() {
            return values.keySet();
        }

        @Override
        public Set<String> variables() {
            return Set.of();
        }
    }
}
