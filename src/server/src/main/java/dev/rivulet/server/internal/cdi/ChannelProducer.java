/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import dev.rivulet.server.Channel;
import dev.rivulet.server.Channels;
import dev.rivulet.server.EventChannel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.SseBroadcaster;

/** Injects the channel that the injection point names. */
@ApplicationScoped
public class ChannelProducer {

    @Inject
    Channels channels;

    @Produces
    @Channel("any")
    public EventChannel channel(InjectionPoint injectionPoint) {
        return injectionPoint.getQualifiers().stream()
                .filter(Channel.class::isInstance)
                .map(qualifier -> channels.get(((Channel) qualifier).value()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(injectionPoint + " has no @Channel to say which one"));
    }

    @Produces
    @Channel("any")
    public SseBroadcaster broadcaster(InjectionPoint injectionPoint) {
        return channel(injectionPoint).broadcaster();
    }
}
