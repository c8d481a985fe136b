/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.cdi;

import dev.rivulet.server.Channel;
import dev.rivulet.server.ChannelEndedException;
import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import dev.rivulet.server.EventChannel;
import dev.rivulet.server.FiniteChannel;
import dev.rivulet.server.internal.encoding.PreparedEvent;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;

/**
 * Publishes the CDI events that are fired with {@link Channel @Channel}. They are encoded while they are fired, so that what
 * cannot be encoded fails there, and published when the transaction has committed.
 */
@ApplicationScoped
public class ChannelObserver {

    private static final System.Logger LOG = System.getLogger(ChannelObserver.class.getName());

    /** After the application's own observers: an event that one of them refuses is not published. */
    private static final int LAST = Integer.MAX_VALUE;

    @Inject
    Channels channels;

    @Inject
    Encoding encoding;

    private Transactions transactions;

    @PostConstruct
    void start() {
        transactions = Transactions.ofThisServer();
    }

    public void fired(@Observes @Priority(LAST) @Channel(EveryChannel.NAME) Object payload, EventMetadata metadata) {
        publish(payload, metadata, transactions);
    }

    /** The caller may ignore what {@code fireAsync} returns, so what went wrong is logged as well. */
    public void firedAsync(@ObservesAsync @Channel(EveryChannel.NAME) Object payload, EventMetadata metadata) {
        try {
            publish(payload, metadata, Transactions.NONE);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A " + payload.getClass().getName() + " that was fired asynchronously is lost", e);
            throw e;
        }
    }

    private void publish(Object payload, EventMetadata metadata, Transactions when) {
        PreparedEvent event = encoding.encoder().prepare(payload);
        for (var qualifier : metadata.getQualifiers()) {
            if (qualifier instanceof Channel named) {
                EventChannel channel = channels.get(ChannelName.of(named.value()));
                if (channel instanceof FiniteChannel finite
                        && finite.hasEnded()) { // else it would be lost after the commit
                    throw new ChannelEndedException(channel.name());
                }
                when.afterCommit(() -> channel.publish(event));
            }
        }
    }
}
