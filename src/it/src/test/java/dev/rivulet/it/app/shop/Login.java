/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.shop;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import java.util.List;

/** A filter of JAX-RS that knows users by a header of a proxy: {@code Shop-User: tina trader}. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class Login implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        String user = request.getHeaderString("Shop-User");
        if (user != null) {
            List<String> words = List.of(user.split(" "));
            request.setSecurityContext(new ByHeader(words.get(0), words.subList(1, words.size())));
        }
    }

    private record ByHeader(String name, List<String> roles) implements SecurityContext {

        @Override
        public Principal getUserPrincipal() {
            return () -> name;
        }

        @Override
        public boolean isUserInRole(String role) {
            return roles.contains(role);
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public String getAuthenticationScheme() {
            return "header";
        }
    }
}
