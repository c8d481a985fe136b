/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app;

import dev.rivulet.server.Channel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Observes what is fired on any channel, as Rivulet does, and fails. */
@ApplicationScoped
public class Objector {

    void refuse(@Observes @Channel("*") Contested event) {
        throw new IllegalStateException("As the test has it");
    }
}
