/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app.secured;

import dev.rivulet.server.ChannelName;
import dev.rivulet.server.spi.ChannelOperation;
import dev.rivulet.server.spi.ChannelPolicy;
import dev.rivulet.server.spi.ChannelRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Everybody may have {@code public} channels, traders what begins with {@code desk}, users the one with their name. What
 * contains {@code unlisted} is not listed, and what contains {@code blind} not told the position of. Users have their own channel, and
 * those that begin with {@code public-talk} made. Rights can be revoked.
 */
@ApplicationScoped
public class PublicOrTrader implements ChannelPolicy {

    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private final List<ChannelRequest> asked = new CopyOnWriteArrayList<>();

    @Override
    public boolean allows(ChannelRequest request) {
        asked.add(request);
        String channel = request.channel();
        boolean own = channel.equals(ChannelName.OWN)
                || request.principal()
                        .filter(user -> channel.equals("user-" + user.getName()))
                        .isPresent();
        boolean local = request.remoteAddress()
                .filter(address -> address.startsWith("127.0.0."))
                .isPresent();
        boolean fits = switch (request.operation()) {
            case SUBSCRIBE -> true;
            case LIST -> !channel.contains("unlisted");
            case POSITION -> !channel.contains("blind");
        };
        return local
                && fits
                && !revoked.contains(channel)
                && (channel.startsWith("public")
                        || own
                        || (channel.startsWith("desk") && request.isUserInRole("trader")));
    }

    @Override
    public boolean mayCreate(ChannelRequest request) {
        return request.principal().isPresent() && request.channel().startsWith("public-talk");
    }

    /** From now on nobody may have it. */
    public void revoke(String channel) {
        revoked.add(channel);
    }

    /** What was asked about subscriptions to a channel. */
    public List<ChannelRequest> asked(String channel) {
        return asked.stream()
                .filter(request -> request.operation() == ChannelOperation.SUBSCRIBE
                        && request.channel().equals(channel))
                .toList();
    }
}
