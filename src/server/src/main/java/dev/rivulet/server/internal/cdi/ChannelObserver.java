/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import dev.rivulet.server.Channel;
import dev.rivulet.server.Channels;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;

/** Publishes the CDI events that are fired with {@link Channel @Channel}; synchronous ones when the transaction commits. */
@ApplicationScoped
public class ChannelObserver {

    private static final System.Logger LOG = System.getLogger(ChannelObserver.class.getName());

    @Inject
    Channels channels;

    public void fired(
            @Observes(during = TransactionPhase.AFTER_SUCCESS) @Channel("any") Object payload, EventMetadata metadata) {
        publish(payload, metadata);
    }

    /** Nobody may look at what {@code fireAsync} returns, so what went wrong is logged as well. */
    public void firedAsync(@ObservesAsync @Channel("any") Object payload, EventMetadata metadata) {
        try {
            publish(payload, metadata);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A " + payload.getClass().getName() + " that was fired asynchronously is lost", e);
            throw e;
        }
    }

    private void publish(Object payload, EventMetadata metadata) {
        for (var qualifier : metadata.getQualifiers()) {
            if (qualifier instanceof Channel channel) {
                channels.get(channel.value()).publish(payload);
            }
        }
    }
}
