/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.talks;

import dev.rivulet.server.spi.ChannelPolicy;
import dev.rivulet.server.spi.ChannelRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** Each may have each. */
@ApplicationScoped
public class OpenToAll implements ChannelPolicy {

    @Override
    public boolean allows(ChannelRequest request) {
        return true;
    }
}
