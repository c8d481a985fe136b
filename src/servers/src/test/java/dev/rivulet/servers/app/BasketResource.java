/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.servers.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Has beans publish whose scopes are passivating. */
@Path("passivating")
@RequestScoped
public class BasketResource {

    @Inject
    Basket basket;

    @Inject
    Clerk clerk;

    @POST
    @Path("{bean}")
    public void publish(@PathParam("bean") String bean) {
        switch (bean) {
            case "basket" -> basket.publish();
            case "clerk" -> clerk.publish();
            default -> throw new IllegalArgumentException(bean);
        }
    }
}
