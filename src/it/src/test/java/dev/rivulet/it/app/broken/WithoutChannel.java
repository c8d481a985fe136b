/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.broken;

import dev.rivulet.server.EventChannel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Does not say which channel. */
@ApplicationScoped
public class WithoutChannel {

    @Inject
    EventChannel channel;
}
