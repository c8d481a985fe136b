/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.samples;

import dev.rivulet.server.spi.ChannelOperation;
import dev.rivulet.server.spi.ChannelPolicy;
import dev.rivulet.server.spi.ChannelRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * The channels that anyone may name. {@code orders} is not one of them; {@code news} is, but nobody publishes any yet. Answers and jobs
 * may be read by who knows their ids, and are not listed.
 */
@ApplicationScoped
public class PublicChannels implements ChannelPolicy {

    private static final Set<String> NAMES = Set.of("channel", "events", "heartbeat", "news", "time");

    @Override
    public boolean allows(ChannelRequest request) {
        return NAMES.contains(request.channel())
                || (request.operation() == ChannelOperation.SUBSCRIBE && hasSecretName(request.channel()));
    }

    private static boolean hasSecretName(String channel) {
        return channel.startsWith("answer-") || channel.startsWith("job-");
    }
}
