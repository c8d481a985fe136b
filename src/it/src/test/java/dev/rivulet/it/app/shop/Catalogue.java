/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.shop;

import dev.rivulet.server.ChannelLimitException;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Gives every article a channel, as far as there are any. Knows nothing of HTTP. */
@ApplicationScoped
public class Catalogue {

    @Inject
    Channels channels;

    /** Answers the first article that has none, and why. */
    public String fill(int articles) {
        for (int i = 1; i <= articles; i++) {
            try {
                channels.get(ChannelName.of("article-" + i)).publish("in the catalogue");
            } catch (ChannelLimitException full) {
                return "article-" + i + ": " + full.getMessage();
            }
        }
        return "all";
    }
}
