/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.observability.openapi;

import dev.rivulet.server.ChannelResource;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Learns from JAX-RS where the application has its {@link ChannelResource}s. An application that lists its classes lists this
 * one too.
 */
@Provider
public class ChannelResources implements DynamicFeature {

    /** Of this class loader's application: servers make the filter that reads it themselves, outside CDI. */
    private static final Map<String, String> PATHS = new ConcurrentSkipListMap<>();

    @Context
    @Nullable
    ServletContext servlets;

    /** Made by JAX-RS. */
    public ChannelResources() {
        // JAX-RS injects the rest.
    }

    @Override
    public void configure(ResourceInfo method, FeatureContext context) {
        Class<?> resource = method.getResourceClass();
        if (ChannelResource.class.isAssignableFrom(resource)) {
            annotation(resource, Path.class)
                    .map(Path::value)
                    .ifPresent(path -> roots().forEach(root -> PATHS.put(joined(root, path), contextPath())));
        }
    }

    /** The paths as OpenAPI writes them, below the context root, and that. */
    static Map<String, String> paths() {
        return new TreeMap<>(PATHS);
    }

    /** A servlet's mapping and a resource's path. */
    static String joined(String root, String path) {
        return ('/' + root.replaceFirst("/\\*$", "") + '/' + path)
                .replaceAll("/+", "/")
                .replaceFirst("(?<=.)/$", "");
    }

    /** Where servlets stand that are named for an {@code Application}, as JAX-RS has it: 2.3.2, Servlet. */
    private List<String> roots() {
        if (servlets == null) {
            return List.of("");
        }
        List<String> roots = servlets.getServletRegistrations().entrySet().stream()
                .filter(servlet -> isApplication(servlet.getKey()))
                .flatMap(servlet -> servlet.getValue().getMappings().stream())
                .toList();
        return roots.isEmpty() ? List.of("") : roots;
    }

    private String contextPath() {
        return servlets == null ? "" : servlets.getContextPath();
    }

    private static boolean isApplication(String servlet) {
        try {
            return Application.class.isAssignableFrom(
                    Class.forName(servlet, false, Thread.currentThread().getContextClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Containers may have made a subclass of it. */
    private static <A extends Annotation> Optional<A> annotation(Class<?> type, Class<A> annotation) {
        for (Class<?> known = type; known != null; known = known.getSuperclass()) {
            A found = known.getAnnotation(annotation);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
