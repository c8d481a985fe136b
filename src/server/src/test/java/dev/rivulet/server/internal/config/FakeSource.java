/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A source that resolves keys as MicroProfile Config does.
 *
 * @param listed values by key
 * @param environment values by variable, which are not listed
 */
record FakeSource(Map<String, String> listed, Map<String, String> environment) implements SettingsSource {

    @Override
    public Optional<String> get(String key) {
        return Optional.ofNullable(environment.get(key))
                .or(() -> Optional.ofNullable(environment.get(SettingsSource.variable(key))))
                .or(() -> Optional.ofNullable(listed.get(key)));
    }

    @Override
    public Set<String> keys() {
        return listed.keySet();
    }

    @Override
    public Set<String> variables() {
        return environment.keySet();
    }
}
