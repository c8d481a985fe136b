/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.observed;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Collectors;

/** What has been traced: a line for each span, its name, kind, whose child it is, and what it says. */
@Path("spans/{trace}")
@RequestScoped
public class SpansResource {

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public String spans(@PathParam("trace") String trace) {
        return SpanKeeper.spans().stream()
                .filter(span -> span.getTraceId().equals(trace))
                .map(span -> span.getName() + ' ' + span.getKind() + " id=" + span.getSpanId() + " parent="
                        + span.getParentSpanId() + ' ' + span.getAttributes().asMap())
                .collect(Collectors.joining("\n"));
    }
}
