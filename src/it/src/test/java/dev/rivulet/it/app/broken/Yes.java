/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.broken;

import dev.rivulet.server.spi.ChannelPolicy;
import dev.rivulet.server.spi.ChannelRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** One policy. */
@ApplicationScoped
public class Yes implements ChannelPolicy {

    @Override
    public boolean allows(ChannelRequest request) {
        return true;
    }
}
