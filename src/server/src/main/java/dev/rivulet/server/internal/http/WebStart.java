/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Registers the filter and the listener where the jar's {@code web-fragment.xml} is not read: in an application whose
 * {@code web.xml} is {@code metadata-complete}, or that has the jar in the {@code lib} of its EAR. An
 * {@code <absolute-ordering/>} without this fragment leaves this out too.
 *
 * @see <a href="https://jakarta.ee/specifications/servlet/6.0/jakarta-servlet-spec-6.0#shared-libraries-runtimes-pluggability">Jakarta
 *     Servlet 6.0, section 8.2.4, Shared libraries / runtimes pluggability</a>
 */
public final class WebStart implements ServletContainerInitializer {

    /** Made by the container. */
    public WebStart() {
        // Nothing to keep.
    }

    @Override
    public void onStartup(@Nullable Set<Class<?>> none, ServletContext application) {
        if (isDeclared(application)) {
            return;
        }
        FilterRegistration.@Nullable Dynamic filter = application.addFilter("rivulet", HandOverFilter.class);
        if (filter == null) {
            return; // another filter has the name
        }
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        application.addListener(SessionListener.class);
    }

    private static boolean isDeclared(ServletContext application) {
        return application.getFilterRegistrations().values().stream()
                .anyMatch(filter -> HandOverFilter.class.getName().equals(filter.getClassName()));
    }
}
