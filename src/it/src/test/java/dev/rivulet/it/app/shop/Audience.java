/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.shop;

import dev.rivulet.server.Channels;
import dev.rivulet.server.SubscriptionClosed;
import dev.rivulet.server.SubscriptionOpened;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Knows who is there, and who was. */
@Path("audience")
@ApplicationScoped
public class Audience {

    @Inject
    Channels channels;

    private final List<String> told = new CopyOnWriteArrayList<>();

    void opened(@Observes SubscriptionOpened event) {
        event.subscription().principal().ifPresent(user -> told.add(user.getName() + " came"));
    }

    void closed(@Observes SubscriptionClosed event) {
        event.subscription().principal().ifPresent(user -> told.add(user.getName() + " left: " + event.reason()));
    }

    @GET
    public String told() {
        return told.toString();
    }

    @POST
    @Path("{user}/away")
    public int sendAway(@PathParam("user") String user) {
        return channels.subscriptions()
                .close(info -> info.principal()
                        .filter(one -> one.getName().equals(user))
                        .isPresent());
    }

    @POST
    @Path("{user}/told")
    public void tell(@PathParam("user") String user, String text) {
        channels.ofUser(user).publish(text);
    }
}
