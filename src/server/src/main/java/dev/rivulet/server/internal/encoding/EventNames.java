/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.encoding;

import dev.rivulet.server.EventName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the {@link EventName} of payloads. What was found is kept with the class and goes with it. */
final class EventNames {

    private static final ClassValue<Optional<String>> NAMES = new ClassValue<>() {
        @Override
        protected Optional<String> computeValue(Class<?> type) {
            return TypeHierarchy.nearest(type, each -> Optional.ofNullable(each.getDeclaredAnnotation(EventName.class)))
                    .map(EventName::value);
        }
    };

    private EventNames() {}

    /** The name of the class's events, or null where it has none. */
    static @Nullable String of(Class<?> type) {
        return NAMES.get(type).orElse(null);
    }
}
