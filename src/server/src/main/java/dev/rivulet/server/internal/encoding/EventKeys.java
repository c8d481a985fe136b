/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.encoding;

import dev.rivulet.server.EventKey;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the {@link EventKey} of payloads. What was found is kept with the class and goes with it. */
final class EventKeys {

    private static final ClassValue<Optional<Method>> METHODS = new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> type) {
            return find(type);
        }
    };

    private EventKeys() {}

    /** The payload's key, or null where its class has none. */
    static @Nullable String of(Object payload) {
        Optional<Method> method = METHODS.get(payload.getClass());
        if (method.isEmpty()) {
            return null;
        }
        try {
            Object key = method.get().invoke(payload);
            return key == null ? null : key.toString();
        } catch (InvocationTargetException | IllegalAccessException e) {
            throw new IllegalArgumentException("The event's key cannot be read from " + method.get(), e);
        }
    }

    private static Optional<Method> find(Class<?> type) {
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(EventKey.class)) {
                if (method.getParameterCount() > 0 || Modifier.isStatic(method.getModifiers())) {
                    throw new IllegalArgumentException("@EventKey is for methods without parameters: " + method);
                }
                method.setAccessible(true); // its class need not be public
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }
}
