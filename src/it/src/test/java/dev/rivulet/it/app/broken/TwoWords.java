/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.broken;

import dev.rivulet.server.Channel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** Wants a channel whose name is none. */
@ApplicationScoped
public class TwoWords {

    @Inject
    @Channel("two words")
    Event<String> events;
}
