/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.broken;

import dev.rivulet.server.Channel;
import dev.rivulet.server.EventName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** Wants to tell clients of gaps. */
@ApplicationScoped
public class ForgedName {

    /** Looks like an event of Rivulet's own. */
    @EventName("rivulet:gap")
    public record Gap(String requested) {}

    @Inject
    @Channel("forged")
    Event<Gap> events;
}
