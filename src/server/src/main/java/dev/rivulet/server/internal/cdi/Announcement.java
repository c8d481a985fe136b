/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import jakarta.enterprise.event.Event;
import java.lang.System.Logger.Level;

/** Tells the application's observers of a stream: the synchronous ones on this thread, the asynchronous ones on the container's. */
final class Announcement {

    private static final System.Logger LOG = System.getLogger(Announcement.class.getName());

    private Announcement() {}

    /** The asynchronous ones hear of it whatever the others throw. */
    static <T> void to(Event<T> observers, T announced) {
        observers.fireAsync(announced).whenComplete((told, failure) -> {
            if (failure != null) {
                LOG.log(Level.WARNING, "An observer of " + announced + " failed", failure);
            }
        });
        observers.fire(announced);
    }
}
