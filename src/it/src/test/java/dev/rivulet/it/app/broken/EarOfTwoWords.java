/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.broken;

import dev.rivulet.server.Channel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Listens to a channel whose name is none. */
@ApplicationScoped
public class EarOfTwoWords {

    void heard(@Observes @Channel("two words") String text) {
        throw new IllegalStateException("Nothing can be heard there: " + text);
    }
}
