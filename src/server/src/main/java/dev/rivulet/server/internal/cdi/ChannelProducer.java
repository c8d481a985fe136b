/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import dev.rivulet.server.Channel;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import dev.rivulet.server.EventChannel;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.ws.rs.sse.SseBroadcaster;

/**
 * Injects the channel that the injection point names: a reference to it, which costs nothing until it is used. So it can be
 * injected before the node has started, as into a JPA listener, and be kept by a bean that is passivated.
 */
@Dependent
public class ChannelProducer {

    @Produces
    @Channel(EveryChannel.NAME)
    public static EventChannel channel(InjectionPoint injectionPoint, Channels channels) {
        return reference(injectionPoint, channels);
    }

    @Produces
    @Channel(EveryChannel.NAME)
    public static SseBroadcaster broadcaster(InjectionPoint injectionPoint, Channels channels) {
        return new BroadcasterReference(reference(injectionPoint, channels));
    }

    private static ChannelReference reference(InjectionPoint injectionPoint, Channels channels) {
        return injectionPoint.getQualifiers().stream()
                .filter(Channel.class::isInstance)
                .map(qualifier -> ChannelName.of(((Channel) qualifier).value()))
                .map(name -> new ChannelReference(name, channels))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(injectionPoint + " has no @Channel to say which one"));
    }
}
