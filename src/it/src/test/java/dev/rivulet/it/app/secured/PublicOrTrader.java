/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.secured;

import dev.rivulet.server.spi.ChannelPolicy;
import dev.rivulet.server.spi.ChannelRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** Everybody may have {@code public} channels, traders what begins with {@code desk}, users the one with their name. */
@ApplicationScoped
public class PublicOrTrader implements ChannelPolicy {

    @Override
    public boolean allows(ChannelRequest request) {
        String channel = request.channel();
        boolean own = request.principal()
                .filter(user -> channel.equals("user-" + user.getName()))
                .isPresent();
        boolean local = request.remoteAddress().filter("127.0.0.1"::equals).isPresent();
        return local
                && (channel.startsWith("public")
                        || own
                        || (channel.startsWith("desk") && request.roles().test("trader")));
    }
}
