/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells whose servlet request a JAX-RS runtime works for at the moment. A filter, so that the runtime injects it. */
public final class ServletScope implements ContainerRequestFilter {

    @Context
    @Nullable
    HttpServletRequest request;

    /** Registered by {@link Requests}. */
    ServletScope() {}

    @Override
    public void filter(ContainerRequestContext asked) {
        // Every request passes.
    }

    /** Empty outside of any, and where Rivulet's filter has not seen it. */
    Optional<StreamRequest> request() {
        try {
            return request == null ? Optional.empty() : HandOver.of(request).map(HandOver::request);
        } catch (RuntimeException noRequest) { // runtimes throw what they like
            return Optional.empty();
        }
    }
}
