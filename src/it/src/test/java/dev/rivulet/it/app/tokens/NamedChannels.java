/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.tokens;

import dev.rivulet.server.Channel;
import dev.rivulet.server.EventChannel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Names the channels, which is what makes them. */
@ApplicationScoped
public class NamedChannels {

    @Inject
    @Channel("public-news")
    EventChannel news;

    @Inject
    @Channel("desk-7")
    EventChannel desk;

    @Inject
    @Channel("user-ruth")
    EventChannel ruth;
}
