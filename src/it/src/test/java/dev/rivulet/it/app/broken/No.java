/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.broken;

import dev.rivulet.server.spi.ChannelPolicy;
import dev.rivulet.server.spi.ChannelRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** Another policy. */
@ApplicationScoped
public class No implements ChannelPolicy {

    @Override
    public boolean allows(ChannelRequest request) {
        return false;
    }
}
