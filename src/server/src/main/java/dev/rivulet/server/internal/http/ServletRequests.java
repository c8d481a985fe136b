/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.UnsatisfiedResolutionException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import java.util.function.Supplier;

/** The servlet container's requests. Loaded only where there are servlets. */
final class ServletRequests {

    private final Supplier<HttpServletRequest> current;

    /**
     * Requests of a servlet container.
     *
     * @param current the calling thread's; throws, now or when used, on a thread that serves none
     */
    ServletRequests(Supplier<HttpServletRequest> current) {
        this.current = current;
    }

    /** Empty on a server that has no servlets. */
    static Optional<ServletRequests> ofThisServer(Instance<Object> beans) {
        try {
            Class.forName("jakarta.servlet.http.HttpServletRequest", false, ServletRequests.class.getClassLoader());
        } catch (ClassNotFoundException noServlets) {
            return Optional.empty();
        }
        return OfBeans.requests(beans);
    }

    /** The calling thread's request, with the user that JAX-RS knows. */
    Optional<StreamRequest> current(Optional<SecurityContext> user) {
        try {
            HttpServletRequest request = current.get();
            request.getMethod(); // throws where there is none
            return Optional.of(new ServletStreamRequest(request, user));
        } catch (IllegalStateException | ContextNotActiveException | UnsatisfiedResolutionException noRequest) {
            return Optional.empty();
        }
    }

    /** Tells whose request a runtime is in the scope of, on a thread that serves none. */
    Supplier<Optional<StreamRequest>> inScopeOf(FeatureContext context) {
        ServletScope scope = new ServletScope();
        context.register(scope);
        return scope::request;
    }

    /** Apart, so that it is loaded only where its types are. */
    private static final class OfBeans {
        static Optional<ServletRequests> requests(Instance<Object> beans) {
            Instance<HttpServletRequest> request = beans.select(HttpServletRequest.class);
            return request.isUnsatisfied() ? Optional.empty() : Optional.of(new ServletRequests(request::get));
        }
    }
}
