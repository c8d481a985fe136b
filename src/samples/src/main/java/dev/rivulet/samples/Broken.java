/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Never a stream: a browser's {@code EventSource} gets one error, and is closed. */
@Path("broken")
@ApplicationScoped
public class Broken {

    @GET
    public Response fail() {
        return Problem.response(
                Response.Status.INTERNAL_SERVER_ERROR, "This path is broken on purpose: see what a page makes of it.");
    }
}
