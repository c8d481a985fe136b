/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.encoding;

import dev.rivulet.server.EventKey;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the {@link EventKey} of payloads. What was found is kept with the class and goes with it. */
final class EventKeys {

    private static final ClassValue<Optional<Method>> METHODS = new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> type) {
            Optional<Method> found = TypeHierarchy.nearest(type, EventKeys::declared);
            found.ifPresent(method -> method.setAccessible(true)); // its class need not be public
            return found;
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

    /**
     * Whether a class's events have keys.
     *
     * @throws IllegalArgumentException if what the class says of them cannot be
     */
    static boolean isIn(Class<?> type) {
        return METHODS.get(type).isPresent();
    }

    /** The method that a type marks itself, whichever of its subclasses implements it. */
    private static Optional<Method> declared(Class<?> type) {
        List<Method> marked =
                Stream.concat(methods(type), components(type)).distinct().toList();
        if (marked.size() > 1) {
            throw new IllegalArgumentException("An event has one key, but @EventKey marks several methods: " + marked);
        }
        marked.forEach(EventKeys::requireAccessor);
        return marked.stream().findFirst();
    }

    /** Without the bridges that the compiler makes, and annotates, for a generic supertype. */
    private static Stream<Method> methods(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> !method.isBridge() && method.isAnnotationPresent(EventKey.class));
    }

    /** The accessor of a marked component is not marked if it is written out. */
    private static Stream<Method> components(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type.getRecordComponents())
                        .filter(component -> component.isAnnotationPresent(EventKey.class))
                        .map(RecordComponent::getAccessor)
                : Stream.empty();
    }

    private static void requireAccessor(Method method) {
        if (method.getParameterCount() > 0 || Modifier.isStatic(method.getModifiers())) {
            throw new IllegalArgumentException("@EventKey is for methods without parameters: " + method);
        }
        if (!Modifier.isPublic(method.getModifiers())) {
            throw new IllegalArgumentException("@EventKey is for public methods, make it one: " + method);
        }
        if (method.getReturnType() == void.class) {
            throw new IllegalArgumentException("@EventKey is for methods that return the key: " + method);
        }
    }
}
