/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger.Level;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds resource methods that take a sink and forget to say what they produce: JAX-RS answers such a request with an empty
 * body of some other media type.
 *
 * @see <a href="https://jakarta.ee/specifications/restful-ws/3.1/jakarta-restful-ws-spec-3.1#annotationinheritance">Jakarta
 *     REST 3.1, section 3.6, Annotation Inheritance</a>
 */
public final class SinkMethods implements DynamicFeature {

    private static final System.Logger LOG = System.getLogger(SinkMethods.class.getName());

    /** Registered by {@link Requests}. */
    SinkMethods() {}

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Method method = resource.getResourceMethod();
        if (method != null) {
            fault(method).ifPresent(text -> LOG.log(Level.WARNING, text));
        }
    }

    /**
     * What is wrong with a resource's method.
     *
     * @param method called by JAX-RS
     * @return a sentence for its author; empty where nothing is wrong
     */
    static Optional<String> fault(Method method) {
        if (Stream.of(method.getParameterTypes()).noneMatch(SseEventSink.class::equals)) {
            return Optional.empty();
        }
        Optional<Produces> produces = produces(method);
        if (produces.isPresent()
                && Stream.of(produces.get().value())
                        .flatMap(types -> Stream.of(types.split(",", -1)))
                        .anyMatch(type -> StreamHeaders.isStream(type.strip()))) {
            return Optional.empty();
        }
        return Optional.of(method.getDeclaringClass().getName() + '.' + method.getName()
                + " takes an SseEventSink, but "
                + produces.map(found -> "has @Produces(" + String.join(", ", found.value()) + ')')
                        .orElse("has no @Produces")
                + ": annotate it with @Produces(MediaType.SERVER_SENT_EVENTS), or no client receives an event");
    }

    /** The method's, as JAX-RS finds it, or else the class's. */
    private static Optional<Produces> produces(Method method) {
        List<Class<?>> types = ancestry(method.getDeclaringClass());
        Stream<AnnotatedElement> methods = types.stream().flatMap(type -> same(method, type).stream());
        return Stream.concat(methods, types.stream())
                .map(element -> element.getAnnotation(Produces.class))
                .filter(found -> found != null)
                .findFirst();
    }

    private static Optional<Method> same(Method method, Class<?> type) {
        try {
            return Optional.of(type.getDeclaredMethod(method.getName(), method.getParameterTypes()));
        } catch (NoSuchMethodException notThere) {
            return Optional.empty();
        }
    }

    /** The class, its superclasses, and the interfaces of all of them. */
    private static List<Class<?>> ancestry(Class<?> type) {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> one = type; one != null; one = one.getSuperclass()) {
            found.add(one);
        }
        for (int i = 0; i < found.size(); i++) {
            for (Class<?> one : found.get(i).getInterfaces()) {
                if (!found.contains(one)) {
                    found.add(one);
                }
            }
        }
        return found;
    }
}
