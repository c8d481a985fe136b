/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import dev.rivulet.server.Channel;
import dev.rivulet.server.Channels;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.util.Set;

/** Publishes the CDI events that are fired with {@link Channel @Channel}; synchronous ones when the transaction commits. */
@ApplicationScoped
public class ChannelObserver {

    private static final System.Logger LOG = System.getLogger(ChannelObserver.class.getName());

    @Inject
    Channels channels;

    @Inject
    Event<Fired> outcome;

    /**
     * Notes the channels, as OpenWebBeans tells observers of a transaction's phase their own qualifiers rather than the
     * event's. Comes last, so that without a transaction, too, nothing is published that another observer refuses.
     */
    public void fired(@Observes @Priority(Integer.MAX_VALUE) @Channel("any") Object payload, EventMetadata metadata) {
        outcome.fire(fired(payload, metadata.getQualifiers()));
    }

    public void succeeded(@Observes(during = TransactionPhase.AFTER_SUCCESS) Fired fired) {
        publish(fired);
    }

    /** Nobody may look at what {@code fireAsync} returns, so what went wrong is logged as well. */
    public void firedAsync(@ObservesAsync @Channel("any") Object payload, EventMetadata metadata) {
        try {
            publish(fired(payload, metadata.getQualifiers()));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A " + payload.getClass().getName() + " that was fired asynchronously is lost", e);
            throw e;
        }
    }

    private static Fired fired(Object payload, Set<Annotation> qualifiers) {
        return new Fired(
                qualifiers.stream()
                        .filter(Channel.class::isInstance)
                        .map(qualifier -> ((Channel) qualifier).value())
                        .toList(),
                payload);
    }

    private void publish(Fired fired) {
        fired.channels().forEach(name -> channels.get(name).publish(fired.payload()));
    }
}
