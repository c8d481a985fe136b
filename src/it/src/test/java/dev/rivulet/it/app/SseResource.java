/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.sse.Sse;

/** Lends the server's own {@link Sse} to the tests, which JAX-RS injects into resources only. */
@Path("sse")
@RequestScoped
public class SseResource {

    @Inject
    Desk desk;

    @GET
    public void lend(@Context Sse sse) {
        desk.put(sse);
    }
}
