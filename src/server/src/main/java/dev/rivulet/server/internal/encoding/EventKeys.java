/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.encoding;

import dev.rivulet.server.EventKey;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
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

    private static final ClassValue<Optional<AccessibleObject>> MEMBERS = new ClassValue<>() {
        @Override
        protected Optional<AccessibleObject> computeValue(Class<?> type) {
            Optional<AccessibleObject> found = TypeHierarchy.nearest(type, EventKeys::declared);
            found.ifPresent(member -> member.setAccessible(true)); // its class need not be public
            return found;
        }
    };

    private EventKeys() {}

    /** The payload's key, or null where its class has none. */
    static @Nullable String of(Object payload) {
        Optional<AccessibleObject> member = MEMBERS.get(payload.getClass());
        if (member.isEmpty()) {
            return null;
        }
        try {
            Object key = read(member.get(), payload);
            return key == null ? null : key.toString();
        } catch (InvocationTargetException | IllegalAccessException e) {
            throw new IllegalArgumentException("The event's key cannot be read from " + member.get(), e);
        }
    }

    private static @Nullable Object read(AccessibleObject member, Object payload)
            throws InvocationTargetException, IllegalAccessException {
        return member instanceof Method method ? method.invoke(payload) : ((Field) member).get(payload);
    }

    /**
     * Whether a class's events have keys.
     *
     * @throws IllegalArgumentException if what the class says of them cannot be
     */
    static boolean isIn(Class<?> type) {
        return MEMBERS.get(type).isPresent();
    }

    /** What a type marks itself: a field, or a method, whichever of its subclasses implements that. */
    private static Optional<AccessibleObject> declared(Class<?> type) {
        List<Method> methods =
                Stream.concat(methods(type), components(type)).distinct().toList();
        List<Field> fields = fields(type).toList();
        List<AccessibleObject> marked = Stream.<AccessibleObject>concat(methods.stream(), fields.stream())
                .toList();
        if (marked.size() > 1) {
            throw new IllegalArgumentException("An event has one key, but @EventKey marks several members: " + marked);
        }
        methods.forEach(EventKeys::requireAccessor);
        fields.forEach(EventKeys::requireOfInstances);
        return marked.stream().findFirst();
    }

    /** Without the bridges that the compiler makes, and annotates, for a generic supertype. */
    private static Stream<Method> methods(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> !method.isBridge() && method.isAnnotationPresent(EventKey.class));
    }

    /** A marked component of a record marks its field too. */
    private static Stream<Field> fields(Class<?> type) {
        return Stream.of(type.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(EventKey.class))
                .filter(field -> !type.isRecord() || Modifier.isStatic(field.getModifiers()));
    }

    /** The accessor of a marked component is not marked if it is written out. */
    private static Stream<Method> components(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type.getRecordComponents())
                        .filter(component -> component.isAnnotationPresent(EventKey.class))
                        .map(RecordComponent::getAccessor)
                : Stream.empty();
    }

    private static void requireOfInstances(Field field) {
        if (Modifier.isStatic(field.getModifiers())) {
            throw new IllegalArgumentException("@EventKey is for fields of objects, not of classes: " + field);
        }
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
