/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.answers;

import dev.rivulet.server.spi.ChannelPolicy;
import dev.rivulet.server.spi.ChannelRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets everyone read, and no one rewind far. */
@ApplicationScoped
public class FewBack implements ChannelPolicy {

    @Override
    public boolean allows(ChannelRequest request) {
        return request.rewind().orElse(0) <= 100;
    }
}
