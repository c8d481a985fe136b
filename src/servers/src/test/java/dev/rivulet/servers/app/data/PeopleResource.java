/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.app.data;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Shows what JSON this application's responses have. */
@Path("people")
@RequestScoped
public class PeopleResource {

    @GET
    @Path("ada")
    @Produces(MediaType.APPLICATION_JSON)
    public Person ada() {
        return Person.ADA;
    }
}
