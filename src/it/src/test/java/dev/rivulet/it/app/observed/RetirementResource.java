/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.observed;

import dev.rivulet.server.Channels;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** What an operator calls who takes the node out of service. */
@Path("retirement")
@RequestScoped
public class RetirementResource {

    @Inject
    Channels channels;

    @POST
    public void retire() {
        channels.drain();
    }
}
