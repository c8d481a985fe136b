/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app;

import dev.rivulet.server.SubscriptionClosed;
import dev.rivulet.server.SubscriptionInfo;
import dev.rivulet.server.SubscriptionOpened;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was observed about subscriptions, in order. */
@ApplicationScoped
public class SubscriptionRecorder {

    private static final System.Logger LOG = System.getLogger(SubscriptionRecorder.class.getName());

    private final List<Object> events = new CopyOnWriteArrayList<>();

    void opened(@Observes SubscriptionOpened event) {
        events.add(event);
    }

    void closed(@Observes SubscriptionClosed event) {
        events.add(event);
        // For the test that has no application left to ask.
        LOG.log(
                System.Logger.Level.INFO,
                "Closed {0}: {1}",
                event.subscription().positions().keySet(),
                event.reason());
    }

    /** What was observed about subscriptions to a channel. */
    public List<Object> of(String channel) {
        return events.stream()
                .filter(event -> infoOf(event).positions().containsKey(channel))
                .toList();
    }

    /** The ends of subscriptions to a channel. */
    public List<SubscriptionClosed> closed(String channel) {
        return of(channel).stream()
                .filter(SubscriptionClosed.class::isInstance)
                .map(SubscriptionClosed.class::cast)
                .toList();
    }

    /** The starts of subscriptions to a channel. */
    public List<SubscriptionOpened> opened(String channel) {
        return of(channel).stream()
                .filter(SubscriptionOpened.class::isInstance)
                .map(SubscriptionOpened.class::cast)
                .toList();
    }

    private static SubscriptionInfo infoOf(Object event) {
        return event instanceof SubscriptionOpened opened
                ? opened.subscription()
                : ((SubscriptionClosed) event).subscription();
    }
}
