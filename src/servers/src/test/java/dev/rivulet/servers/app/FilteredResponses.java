/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.app;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Response filters as applications have them, for cross-origin requests and for security. */
@Provider
public class FilteredResponses implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle("Access-Control-Allow-Origin", "https://example.org");
        response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
    }
}
