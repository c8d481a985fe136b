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

    /** What an operator adds where nothing else helps. */
    static final String WEB_XML = "<filter><filter-name>rivulet</filter-name><filter-class>"
            + HandOverFilter.class.getName()
            + "</filter-class><async-supported>true</async-supported></filter>"
            + " <filter-mapping><filter-name>rivulet</filter-name><url-pattern>/*</url-pattern></filter-mapping>"
            + " <listener><listener-class>" + SessionListener.class.getName() + "</listener-class></listener>";

    /** Noted for later: the context that CDI is given may not be asked for its filters. */
    private static final String HAS_FILTER = WebStart.class.getName();

    /** Made by the container. */
    public WebStart() {
        // Nothing to keep.
    }

    @Override
    public void onStartup(@Nullable Set<Class<?>> none, ServletContext application) {
        if (hasFilter(application)) {
            application.setAttribute(HAS_FILTER, true);
        }
    }

    /**
     * Whether streams of this application pass the filter; registers it if that is still possible.
     *
     * @param application starts, or has started
     */
    static boolean hasFilter(ServletContext application) {
        try {
            if (application.getAttribute(HAS_FILTER) != null || isDeclared(application)) {
                return true;
            }
            FilterRegistration.@Nullable Dynamic filter = application.addFilter("rivulet", HandOverFilter.class);
            if (filter == null) {
                return false; // another filter has the name
            }
            filter.setAsyncSupported(true);
            filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
            application.addListener(SessionListener.class);
            return true;
        } catch (IllegalStateException | UnsupportedOperationException tooLate) {
            return false;
        }
    }

    private static boolean isDeclared(ServletContext application) {
        return application.getFilterRegistrations().values().stream()
                .anyMatch(filter -> HandOverFilter.class.getName().equals(filter.getClassName()));
    }
}
