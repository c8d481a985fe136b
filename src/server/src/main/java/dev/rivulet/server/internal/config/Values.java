/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.config;

import java.util.Map;
import java.util.Optional;

/** The settings that have been set, for the node or for channels of one name or pattern. */
final class Values {

    private final Map<Setting<?>, Object> set;

    Values(Map<Setting<?>, Object> set) {
        this.set = Map.copyOf(set);
    }

    @SuppressWarnings("unchecked") // only its own syntax made the value of a setting
    <T> Optional<T> find(Setting<T> setting) {
        return Optional.ofNullable((T) set.get(setting));
    }

    <T> T get(Setting<T> setting) {
        return find(setting).orElseGet(() -> setting.otherwise().apply(this));
    }
}
