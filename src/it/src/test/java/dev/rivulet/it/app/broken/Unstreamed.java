/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.broken;

import dev.rivulet.server.EventName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** Fires what is meant for a channel, and names none. */
@ApplicationScoped
public class Unstreamed {

    /** Has a name for browsers. */
    @EventName("news")
    public record News(String text) {}

    @Inject
    Event<News> events;
}
