/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.encoding;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the classes that JSON-B cannot read because they are not public, such as a record beside the class that uses it. */
public final class HiddenTypes {

    /** What its author can do. */
    public static final String ADVICE = "JSON-B reads public classes only: make it public";

    private static final int MOST = 1_000; // types: a domain may be one large knot of them

    private HiddenTypes() {}

    /**
     * Looks among a type, its superclasses, the subclasses that a sealed type permits, what its properties hold, and what those
     * hold.
     *
     * @param type what is to be written
     * @return a class that is not public; empty if there is none
     */
    public static Optional<Class<?>> in(Type type) {
        Deque<Type> open = new ArrayDeque<>(Set.of(type));
        Set<Type> seen = new HashSet<>();
        while (!open.isEmpty() && seen.size() < MOST) {
            Type next = open.remove();
            if (seen.add(next)) {
                if (next instanceof Class<?> found && isHidden(found)) {
                    return Optional.of(found);
                }
                partsOf(next).forEach(open::add);
            }
        }
        return Optional.empty();
    }

    /** Whether a class of the application's has properties that cannot be read. An enum is written by its name. */
    private static boolean isHidden(Class<?> type) {
        return isApplications(type)
                && !type.isInterface()
                && !type.isArray()
                && !Enum.class.isAssignableFrom(type)
                && !Modifier.isPublic(type.getModifiers())
                && !Modifier.isProtected(type.getModifiers()); // which is public in the class file
    }

    private static Stream<? extends Type> partsOf(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return Stream.concat(
                    Stream.of(parameterized.getRawType()), Stream.of(parameterized.getActualTypeArguments()));
        }
        if (type instanceof GenericArrayType array) {
            return Stream.of(array.getGenericComponentType());
        }
        if (type instanceof WildcardType wildcard) {
            return Stream.of(wildcard.getUpperBounds());
        }
        return type instanceof Class<?> found ? partsOf(found) : Stream.empty();
    }

    private static Stream<? extends Type> partsOf(Class<?> type) {
        if (type.isArray()) {
            return Stream.of(type.getComponentType());
        }
        if (!isApplications(type)) {
            return Stream.empty();
        }
        Stream<Type> relatives = Stream.concat(
                Stream.ofNullable(type.getSuperclass()),
                type.isSealed() ? Stream.of(type.getPermittedSubclasses()) : Stream.empty());
        return Stream.concat(relatives, type.isRecord() ? components(type) : getters(type));
    }

    private static Stream<Type> components(Class<?> type) {
        return Stream.of(type.getRecordComponents()).map(RecordComponent::getGenericType);
    }

    private static Stream<Type> getters(Class<?> type) {
        return Stream.of(type.getMethods())
                .filter(method -> method.getParameterCount() == 0
                        && !Modifier.isStatic(method.getModifiers())
                        && method.getName().startsWith("get")
                        && isApplications(method.getDeclaringClass()))
                .map(Method::getGenericReturnType);
    }

    private static boolean isApplications(Class<?> type) {
        return !type.isPrimitive()
                && !type.getName().startsWith("java.")
                && !type.getName().startsWith("jakarta.");
    }
}
