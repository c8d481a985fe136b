/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.encoding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a type inherits in places where the language's annotations are not inherited: of a class the nearest of its superclasses
 * counts, and after those the interfaces; of interfaces one that extends another counts before it.
 */
final class TypeHierarchy {

    private TypeHierarchy() {}

    /**
     * The nearest of what the type and its supertypes declare.
     *
     * @throws IllegalArgumentException if several interfaces declare something different and none is nearer than the others
     */
    static <T> Optional<T> nearest(Class<?> type, Function<Class<?>, Optional<T>> declared) {
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            Optional<T> found = declared.apply(each);
            if (found.isPresent()) {
                return found;
            }
            collect(each, interfaces);
        }
        return ofInterfaces(type, interfaces, declared);
    }

    private static <T> Optional<T> ofInterfaces(
            Class<?> type, Set<Class<?>> interfaces, Function<Class<?>, Optional<T>> declared) {
        Map<Class<?>, T> found = new LinkedHashMap<>();
        interfaces.forEach(each -> declared.apply(each).ifPresent(what -> found.put(each, what)));
        List<Class<?>> nearest = new ArrayList<>(found.keySet());
        nearest.removeIf(
                each -> found.keySet().stream().anyMatch(other -> other != each && each.isAssignableFrom(other)));
        if (nearest.stream().map(found::get).distinct().count() > 1) {
            throw new IllegalArgumentException(type.getName() + " inherits different ones: "
                    + nearest.stream()
                            .map(each -> found.get(each) + " of " + each.getName())
                            .collect(Collectors.joining(", "))
                    + ". Declare its own");
        }
        return nearest.stream().findFirst().map(found::get);
    }

    private static void collect(@Nullable Class<?> type, Set<Class<?>> interfaces) {
        if (type != null) {
            for (Class<?> each : type.getInterfaces()) {
                if (interfaces.add(each)) {
                    collect(each, interfaces);
                }
            }
        }
    }
}
