/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.broken;

import dev.rivulet.server.Channel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;

/** Fires what JSON-B cannot read. */
@ApplicationScoped
public class HiddenPayload {

    /** Only this package can see it. */
    record Unseen(String text) {}

    @Inject
    @Channel("hidden")
    Event<List<Unseen>> events;
}
