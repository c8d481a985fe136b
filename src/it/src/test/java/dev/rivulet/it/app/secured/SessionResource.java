/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.secured;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The client's HTTP session. */
@Path("session")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class SessionResource {

    @Inject
    HttpServletRequest request;

    @POST
    @Path("begin")
    public String begin() {
        return request.getSession(true).getId();
    }

    /** What a login does, so that nobody can have known the id. */
    @POST
    @Path("rename")
    public String rename() {
        return request.changeSessionId();
    }

    @POST
    @Path("end")
    public void end() {
        request.getSession(false).invalidate();
    }
}
