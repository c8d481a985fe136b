/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.shop;

import dev.rivulet.server.ChannelName;
import dev.rivulet.server.spi.ChannelPolicy;
import dev.rivulet.server.spi.ChannelRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** Prices are everyone's, wholesale is the traders', conversations are made when a user asks for one. */
@ApplicationScoped
public class Policy implements ChannelPolicy {

    @Override
    public boolean allows(ChannelRequest request) {
        String channel = request.channel();
        return channel.startsWith("prices")
                || channel.equals(ChannelName.OWN)
                || (channel.startsWith("wholesale") && request.isUserInRole("trader"))
                || isConversation(request);
    }

    @Override
    public boolean mayCreate(ChannelRequest request) {
        return isConversation(request);
    }

    private static boolean isConversation(ChannelRequest request) {
        return request.channel().startsWith("talk-") && request.principal().isPresent();
    }
}
