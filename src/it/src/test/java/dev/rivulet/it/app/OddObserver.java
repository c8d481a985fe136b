/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.app;

import dev.rivulet.server.ChannelName;
import dev.rivulet.server.Channels;
import dev.rivulet.server.SubscriptionOpened;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Observes subscriptions in ways that streams must bear: fails for one channel, blocks for another, publishes to a third. */
@ApplicationScoped
public class OddObserver {

    private final CountDownLatch awake = new CountDownLatch(1);

    @Inject
    Channels channels;

    void opened(@Observes SubscriptionOpened event) throws InterruptedException {
        Set<String> names = event.subscription().positions().keySet();
        if (names.contains("grumpy")) {
            throw new IllegalStateException("As the test has it");
        }
        if (names.contains("sleepy") && !awake.await(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("Nobody woke me");
        }
        if (names.contains("welcoming")) {
            channels.get(ChannelName.of("welcoming")).publish("welcome");
        }
    }

    /** Ends the blocking. */
    public void wake() {
        awake.countDown();
    }
}
