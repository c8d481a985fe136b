/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.server.internal.delivery;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** The subscriptions to one channel that one loop owns: what that loop looks at when the channel has news. */
final class ChannelFeed implements Runnable {

    private final DeliveryLoop loop;
    private final Set<Subscription> subscriptions = new LinkedHashSet<>(); // the loop's
    private final AtomicBoolean due = new AtomicBoolean();
    private volatile int size;

    ChannelFeed(DeliveryLoop loop) {
        this.loop = loop;
    }

    /** Any thread. Events that come before the loop has looked wake it once. */
    void wake() {
        if (size > 0 && !due.get() && due.compareAndSet(false, true)) {
            loop.execute(this);
        }
    }

    /** Any thread. */
    int size() {
        return size;
    }

    boolean isOn(DeliveryLoop other) {
        return loop == other;
    }

    /** On the loop. */
    @Override
    public void run() {
        due.set(false);
        for (Subscription subscription : subscriptions) {
            subscription.wake();
        }
    }

    /** On the loop, and not while it runs this feed. */
    void add(Subscription subscription) {
        subscriptions.add(subscription);
        size = subscriptions.size();
    }

    /** On the loop, and not while it runs this feed. */
    void remove(Subscription subscription) {
        subscriptions.remove(subscription);
        size = subscriptions.size();
    }
}
