/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.broken;

import dev.rivulet.server.Channel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** Wants a channel whose settings are for another name. */
@ApplicationScoped
public class PublicNews {

    @Inject
    @Channel("public-news")
    Event<String> events;
}
